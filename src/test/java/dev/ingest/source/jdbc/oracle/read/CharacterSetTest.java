package dev.ingest.source.jdbc.oracle.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.sql.SQLException;
import oracle.sql.CHAR;
import oracle.sql.CharacterSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of databases whose character set the driver alone does not know: orai18n is beside it. */
class CharacterSetTest {
    @ParameterizedTest
    @CsvSource({
        "846, x-windows-949, 한글 똠방각하",
        "840, EUC-KR, 한글",
        "852, GBK, 汉字 漢字",
        "865, Big5, 漢字",
        "832, Shift_JIS, 漢字かな",
        "171, windows-1251, Київ",
        "178, windows-1252, Grüße €"
    })
    void aTextIsDecodedByTheDatabasesCharacterSet(int number, String name, String text) throws SQLException {
        byte[] stored = text.getBytes(Charset.forName(name));
        assertEquals(text, new CHAR(stored, CharacterSet.make(number)).getString());
    }
}
