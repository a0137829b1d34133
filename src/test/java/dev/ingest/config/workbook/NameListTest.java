package dev.ingest.config.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ingest.config.row.ColumnSelection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cell columns: columns to read, or columns to leave out. */
class NameListTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id, name | ONLY | id;name",
                "-photo | ALL_BUT | photo",
                " - photo ,-\"a,b\", -\"say \"\"so\"\"\" | ALL_BUT | photo;a,b;say \"so\"",
                "\"-odd\" | ONLY | -odd",
                "-\"-odd\" | ALL_BUT | -odd",
                "a-b,c | ONLY | a-b;c"
            })
    void namesAreReadOrLeftOut(String cell, ColumnSelection.Kind kind, String names) {
        assertEquals(new ColumnSelection(kind, List.of(names.split(";"))), NameList.selection(cell));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id,-photo | names columns to read and columns to leave out.",
                "-photo,-photo | names 'photo' twice.",
                "-photo,-\"photo\" | names 'photo' twice.",
                "- | names no column.",
                "-, - | names no column.",
                "-\"photo | has a double quote that is not closed."
            })
    void whatCannotBeToldIsSaid(String cell, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> NameList.selection(cell))
                .getMessage();
        assertEquals(why, message.substring(0, Math.min(why.length(), message.length())));
    }
}
