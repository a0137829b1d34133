package dev.ingest.e2e;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The queries of {@code FEATURES.md}: blocks whose first line is a comment that names them. */
final class FeaturesPage {
    private static final Pattern BLOCK = Pattern.compile("```(?:sql|python)\n(?:--|#) (.+)\n([^`]+(?:`[^`]+)*?)```");

    private FeaturesPage() {}

    /** Every block by its name, {@code DuckDB: whole table}. */
    static Map<String, String> blocks() {
        Map<String, String> blocks = new LinkedHashMap<>();
        Matcher found = BLOCK.matcher(Workspace.read(Path.of("FEATURES.md")));
        while (found.find()) {
            if (blocks.put(found.group(1), found.group(2)) != null) {
                throw new AssertionError(found.group(1) + " stands twice in FEATURES.md");
            }
        }
        return blocks;
    }
}
