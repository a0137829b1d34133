package dev.ingest.job.name;

import java.util.Arrays;
import java.util.stream.Collectors;

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

    /** A path of nested data, names with dots between, as dlt makes it one name: {@code meta.updatedAt}, {@code meta__updated_at}. */
    public String ofPath(String path) {
        return Arrays.stream(path.split("\\.", -1)).map(this::of).collect(Collectors.joining("__"));
    }
}
