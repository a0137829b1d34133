package dev.ingest.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnType;
import dev.ingest.job.name.NearMatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTextTest {

    @ParameterizedTest
    @CsvSource({
        "90s,PT90S",
        "30m,PT30M",
        "2h,PT2H",
        "3 D,PT72H",
        "1w,PT168H",
        "1h30m,PT1H30M",
        "250ms,PT0.25S",
        "0s,PT0S"
    })
    void aDurationIsANumberWithAUnit(String text, Duration duration) {
        assertEquals(duration, DurationText.parse(text));
        assertEquals(duration, DurationText.parse(DurationText.of(duration)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "h", "1.5h", "2 hours", "-1h", "1h x", "99999999999h"})
    void whatIsNoDurationIsRefused(String text) {
        refused("is not a length of time", () -> DurationText.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "134217728,134217728,128 MiB",
        "128MB,134217728,128 MiB",
        "64 MiB,67108864,64 MiB",
        "1.5g,1610612736,1536 MiB",
        "1k,1024,1 KiB",
        "1000 b,1000,1000 B",
        "1T,1099511627776,1 TiB"
    })
    void bytesAreANumberWithAUnit(String text, long bytes, String written) {
        assertEquals(bytes, ByteText.parse(text));
        assertEquals(written, ByteText.of(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "0", "-1", "12 apples", "999999999999999999T", "1,5MB"})
    void whatIsNoNumberOfBytesIsRefused(String text) {
        refused("is not a number of bytes", () -> ByteText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean",
                "int16",
                "int32",
                "int64",
                "float",
                "double",
                "decimal(38,18)",
                "decimal(5,0)",
                "text",
                "json",
                "binary",
                "date",
                "timestamp",
                "timestamptz",
                "timestamp(9)",
                "timestamptz(9)"
            })
    void aColumnTypeIsReadAsItIsPrinted(String text) {
        assertEquals(text, ColumnTypes.parse(text).toString());
        assertEquals(
                text,
                ColumnTypes.parse(" " + text.toUpperCase(java.util.Locale.ROOT)).toString());
    }

    @Test
    void aColumnTypeThatIsNoneIsRefusedWithTheNearest() {
        refused("is not a column type", () -> ColumnTypes.parse("strange"));
        refused("Did you mean 'timestamptz'?", () -> ColumnTypes.parse("timestamtz"));
        refused("is not a decimal of 1 to 38 digits", () -> ColumnTypes.parse("decimal(39,2)"));
        refused("is not a decimal of 1 to 38 digits", () -> ColumnTypes.parse("decimal(5,6)"));
        refused("is not a decimal of 1 to 38 digits", () -> ColumnTypes.parse("decimal(0)"));
        assertEquals(new ColumnType.Decimal(12, 0), ColumnTypes.parse("numeric( 12 )"));
        assertEquals(ColumnType.TIMESTAMP, ColumnTypes.parse("timestamp(6)"));
    }

    @Test
    void unboundedNumbersLandAsADecimalOrTextOrWhatIsProbed() {
        assertEquals(UnboundedNumber.DEFAULT, UnboundedNumber.parse("decimal(38,9)"));
        assertEquals(Optional.of(ColumnType.TEXT), UnboundedNumber.parse("TEXT").type());
        assertEquals(UnboundedNumber.PROBE, UnboundedNumber.parse("Probe"));
        assertEquals("probe", UnboundedNumber.PROBE.toString());
        refused("is neither", () -> UnboundedNumber.parse("double"));
    }

    @Test
    void slicesAreANumberOrAuto() {
        assertEquals(SliceCount.AUTO, SliceCount.parse(" AUTO "));
        assertEquals(SliceCount.of(8), SliceCount.parse("8"));
        assertEquals("8", SliceCount.of(8).toString());
        assertEquals("auto", SliceCount.AUTO.toString());
        for (String wrong : List.of("0", "-1", "1.5", "1000", "many", "")) {
            refused("is not a whole number from 1 to 999, or auto", () -> SliceCount.parse(wrong));
        }
    }

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "orders,order,1", "ordres,orders,1", "a,a,0", "'',abc,3", "abc,'',3", "ca,abc,3"})
    void theDistanceCountsInsertionsDeletionsReplacementsAndSwaps(String left, String right, int distance) {
        assertEquals(distance, NearMatch.distance(left, right));
        assertEquals(distance, NearMatch.distance(right, left));
    }

    @Test
    void theNearestNameIsOfferedAndNothingWhenAllAreFar() {
        List<String> known = List.of("orders", "order_lines", "where", "customers");
        assertEquals(Optional.of("orders"), NearMatch.of("ODRERS", known));
        assertEquals(Optional.of("order_lines"), NearMatch.of("orderlines", known));
        assertEquals(Optional.empty(), NearMatch.of("products", known));
        assertEquals(Optional.empty(), NearMatch.of("Wert", known));
        assertEquals(" Did you mean 'customers'?", NearMatch.question("customer", known));
        assertEquals("", NearMatch.question("x", known));
    }

    @ParameterizedTest
    @CsvSource({
        "password,true",
        "PASSWORD,true",
        "credentials,true",
        "api_key,true",
        "azure_storage_account_key,true",
        "azure_storage_sas_token,true",
        "azure_client_secret,true",
        "connection_string,true",
        "sslpassword,true",
        "primary_key,false",
        "host,false",
        "password_column,false",
        "key,false",
        "username,false"
    })
    void aKeysNameTellsWhetherItIsSecret(String key, boolean secret) {
        assertEquals(secret, SecretKeys.isSecret(key));
    }

    private static void refused(String reason, org.junit.jupiter.api.function.Executable parsing) {
        String message = assertThrows(IllegalArgumentException.class, parsing).getMessage();
        assertTrue(message.contains(reason), message);
    }
}
