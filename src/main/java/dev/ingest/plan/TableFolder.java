package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.job.name.Naming;
import dev.ingest.job.name.Printable;
import java.util.Optional;

/** Whether a table may have the folder that its name becomes, whatever the store. */
public final class TableFolder {
    private static final String NO_PART_OF_A_NAME = "/\\:";

    private TableFolder() {}

    /** The fault of {@code row}'s table landing in {@code folder}. */
    static Optional<Finding> fault(JobRow row, String folder, Naming naming) {
        return nameless(folder)
                .map(why -> why + (naming == Naming.DIRECT ? " Set naming = \"snake_case\" for it, or load" : " Load")
                        + " a view of another name.")
                .or(() -> taken(folder)
                        .map(why -> why
                                + (row.table().parts().size() == 1
                                        ? " Write the table with its schema, as public."
                                                + row.table().table() + ", or load"
                                        : " Load")
                                + " a view of another name."))
                .map(why -> row.finding(
                        JobColumn.TABLE_NAME,
                        "the table would land in the folder '" + Printable.of(folder) + "', " + why));
    }

    private static Optional<String> nameless(String folder) {
        if (folder.isBlank() || folder.equals(".") || folder.equals("..")) {
            return Optional.of("which is no name of a folder.");
        }
        return folder.chars()
                .filter(c -> NO_PART_OF_A_NAME.indexOf(c) >= 0 || Character.isISOControl(c))
                .mapToObj(c -> "in which '" + Printable.of(String.valueOf((char) c)) + "' could lead elsewhere.")
                .findFirst();
    }

    /** Whether dlt's own tables or the files of this tool stand in {@code folder}. */
    public static boolean isTaken(String folder) {
        return folder.equals("init") || folder.equals("_ingest") || folder.startsWith("_dlt");
    }

    private static Optional<String> taken(String folder) {
        return isTaken(folder) ? Optional.of("which dlt or this tool keeps for itself.") : Optional.empty();
    }
}
