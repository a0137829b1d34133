package dev.ingest.source.rest.expression;

import dev.ingest.MarkedTable;
import java.io.IOException;
import java.nio.file.Path;

/** The tables of all roots and functions, as the page on REST APIs shows them between two marks. */
final class ExpressionReference {
    static final MarkedTable TABLE = new MarkedTable(Path.of("src", "site", "markdown", "rest.md"), "expressions");

    private ExpressionReference() {}

    /** Writes the tables into the page under the working folder. */
    public static void main(String[] arguments) throws IOException {
        TABLE.write(markdown());
    }

    static String markdown() {
        StringBuilder tables = new StringBuilder("\n| A path begins with | which is |\n|---|---|\n");
        for (Root root : Root.values()) {
            tables.append("| `%s` | %s |\n".formatted(root.written(), root.meaning()));
        }
        tables.append("\nUnless it says otherwise, a function of a null is null. `[…]` may be left out.\n");
        tables.append("\n| Function | gives |\n|---|---|\n");
        for (Function function : Functions.ALL) {
            tables.append("| `%s` | %s |\n".formatted(function.signature(), function.meaning()));
        }
        return tables.append('\n').toString();
    }
}
