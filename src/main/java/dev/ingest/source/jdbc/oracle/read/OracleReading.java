package dev.ingest.source.jdbc.oracle.read;

import dev.ingest.data.ColumnType;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.jdbc.ReadingText;
import java.util.Locale;

/**
 * How one Oracle column is selected and by which getter it is read. As text, the form that travels in a plan, it is {@code
 * <form>[;truncate][;null]}: {@code number}, {@code instant;truncate}.
 *
 * @param form select expression and getter
 * @param excess what happens to a time with more fractional digits than the landed type
 * @param unrepresentable what happens to a value that the landed type cannot hold
 */
public record OracleReading(Form form, TimestampExcess excess, Unrepresentable unrepresentable) {
    /** The driver's typed getters that are used. */
    enum Getter {
        NUMBER,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        DATE,
        TIMESTAMP,
        TEXT,
        BYTES,
        CLOB,
        BLOB,
        /** A LONG as a stream of characters: the driver holds no such value as a whole. */
        CHARACTERS,
        /** A LONG RAW as a stream of bytes. */
        OCTETS;

        boolean reads(ColumnType type) {
            return switch (this) {
                case NUMBER -> type instanceof ColumnType.Decimal || type instanceof ColumnType.Whole;
                case FLOAT, DOUBLE -> type instanceof ColumnType.Floating;
                case BOOLEAN -> type instanceof ColumnType.Bool;
                case DATE, TIMESTAMP -> type instanceof ColumnType.Timestamp;
                case TEXT, CLOB, CHARACTERS -> type instanceof ColumnType.Text;
                case BYTES, BLOB, OCTETS -> type instanceof ColumnType.Binary;
            };
        }
    }

    /** Select expressions, {@code %1$s} being the quoted column, each with the getter that reads it. */
    public enum Form {
        NUMBER("%1$s", Getter.NUMBER),
        /** Every digit: at most 40 of them, and an exponent only beyond 64 characters. */
        DIGITS("TO_CHAR(%1$s, 'TM9')", Getter.TEXT),
        FLOAT("%1$s", Getter.FLOAT),
        DOUBLE("%1$s", Getter.DOUBLE),
        BOOLEAN("%1$s", Getter.BOOLEAN),
        DATE("%1$s", Getter.DATE),
        TIMESTAMP("%1$s", Getter.TIMESTAMP),
        /** The server knows the rules of its own regions. */
        INSTANT("SYS_EXTRACT_UTC(%1$s)", Getter.TIMESTAMP),
        /** The format leaves room for a sign before the year. */
        DATE_TEXT("LTRIM(TO_CHAR(%1$s, 'SYYYY-MM-DD HH24:MI:SS'))", Getter.TEXT),
        TIMESTAMP_TEXT("LTRIM(TO_CHAR(%1$s, 'SYYYY-MM-DD HH24:MI:SS.FF'))", Getter.TEXT),
        ZONED_TEXT("LTRIM(TO_CHAR(%1$s, 'SYYYY-MM-DD HH24:MI:SS.FF TZR'))", Getter.TEXT),
        TEXT("%1$s", Getter.TEXT),
        OWN_TEXT("TO_CHAR(%1$s)", Getter.TEXT),
        ROWID("ROWIDTOCHAR(%1$s)", Getter.TEXT),
        UROWID("CAST(%1$s AS VARCHAR2(4000))", Getter.TEXT),
        RAW("%1$s", Getter.BYTES),
        HEX("RAWTOHEX(%1$s)", Getter.TEXT),
        CLOB("%1$s", Getter.CLOB),
        BLOB("%1$s", Getter.BLOB),
        LONG("%1$s", Getter.CHARACTERS),
        LONG_RAW("%1$s", Getter.OCTETS),
        XML("XMLSERIALIZE(CONTENT %1$s AS CLOB)", Getter.CLOB),
        JSON("JSON_SERIALIZE(%1$s RETURNING CLOB)", Getter.CLOB),
        VECTOR("VECTOR_SERIALIZE(%1$s RETURNING CLOB)", Getter.CLOB),
        /** The function refuses a null. */
        WKT("CASE WHEN %1$s IS NOT NULL THEN MDSYS.SDO_UTIL.TO_WKTGEOMETRY(%1$s) END", Getter.CLOB);

        private final String template;
        private final Getter getter;

        Form(String template, Getter getter) {
            this.template = template;
            this.getter = getter;
        }

        Getter getter() {
            return getter;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static OracleReading of(Form form, ReadingOptions options) {
        return new OracleReading(form, options.excess(), options.unrepresentable());
    }

    /**
     * This reading of a column that lands as {@code type}.
     *
     * @throws IllegalArgumentException when no getter reads the one as the other
     */
    public ColumnReading landing(ColumnType type) {
        if (!form.getter().reads(type)) {
            throw new IllegalArgumentException("nothing reads " + this + " as " + type);
        }
        return new ColumnReading(type, toString());
    }

    /** Reads what {@link #toString()} wrote; anything else is an {@code IllegalArgumentException}. */
    public static OracleReading parse(String text) {
        ReadingText read = ReadingText.parse(text);
        return new OracleReading(
                Form.valueOf(read.form().toUpperCase(Locale.ROOT)), read.excess(), read.unrepresentable());
    }

    /** Whether the driver hands the value on as a stream. */
    boolean isStreamed() {
        return switch (form.getter()) {
            case CLOB, BLOB, CHARACTERS, OCTETS -> true;
            default -> false;
        };
    }

    /** The select expression for the quoted column {@code identifier}. */
    public String expression(String identifier) {
        return String.format(Locale.ROOT, form.template, identifier);
    }

    @Override
    public String toString() {
        TimestampExcess said = form.getter() == Getter.TIMESTAMP ? excess : TimestampExcess.FAIL;
        return new ReadingText(form.word(), said, unrepresentable).toString();
    }
}
