package dev.ingest.job.name;

/** How names of tables and columns become names in the lake. */
public enum Naming {
    /** dlt's default: {@code CustomerName} becomes {@code customer_name}. */
    SNAKE_CASE {
        @Override
        public String of(String name) {
            return SnakeCase.of(name);
        }
    },
    /** As they are. */
    DIRECT {
        @Override
        public String of(String name) {
            return name;
        }
    };

    public abstract String of(String name);
}
