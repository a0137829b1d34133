package dev.ingest.source.jdbc.sqlserver.read;

import dev.ingest.data.ColumnType;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.jdbc.ReadingText;
import java.util.Locale;

/**
 * How one column is selected and by which getter it is read. As text, the form that travels in a plan, it is {@code
 * <form>[;truncate][;null]}: {@code whole}, {@code clock;truncate}.
 *
 * @param form select expression and getter
 * @param excess what happens to a time with more fractional digits than the landed type
 * @param unrepresentable what happens to a value that the landed type cannot hold
 */
public record SqlServerReading(Form form, TimestampExcess excess, Unrepresentable unrepresentable) {
    /** The driver's typed getters that are used. */
    enum Getter {
        BIT,
        WHOLE,
        REAL,
        FLOAT,
        NUMBER,
        DATE,
        CLOCK,
        TEXT,
        BYTES;

        boolean reads(ColumnType type) {
            return switch (this) {
                case BIT -> type instanceof ColumnType.Bool;
                case WHOLE -> type instanceof ColumnType.Whole;
                case REAL, FLOAT -> type instanceof ColumnType.Floating;
                case NUMBER -> type instanceof ColumnType.Decimal || type instanceof ColumnType.Whole;
                case DATE -> type instanceof ColumnType.Date;
                case CLOCK -> type instanceof ColumnType.Timestamp;
                case TEXT -> type instanceof ColumnType.Text;
                case BYTES -> type instanceof ColumnType.Binary;
            };
        }
    }

    /** Select expressions, {@code %1$s} being the quoted column, each with the getter that reads it. */
    public enum Form {
        BIT("%1$s", Getter.BIT),
        WHOLE("%1$s", Getter.WHOLE),
        REAL("%1$s", Getter.REAL),
        FLOAT("%1$s", Getter.FLOAT),
        NUMBER("%1$s", Getter.NUMBER),
        /** The driver reads whole numbers as decimals by way of a text of its own. */
        DECIMAL("CAST(%1$s AS decimal(38,0))", Getter.NUMBER),
        DATE("%1$s", Getter.DATE),
        CLOCK("%1$s", Getter.CLOCK),
        /** Its ticks are three-hundredths of a second, which the server shows and the driver reads as milliseconds. */
        DATETIME("%1$s", Getter.CLOCK),
        SMALLDATETIME("%1$s", Getter.CLOCK),
        /** The driver's own getter for it goes through a calendar that is Julian before 1582. */
        INSTANT("CONVERT(datetime2(7), SWITCHOFFSET(%1$s, '+00:00'))", Getter.CLOCK),
        OFFSET("DATEPART(tzoffset, %1$s)", Getter.WHOLE),
        CHARACTERS("%1$s", Getter.TEXT),
        /** Without a length, and yet no type that an order or a comparison takes. */
        OLD_TEXT("CONVERT(nvarchar(max), %1$s)", Getter.TEXT),
        BYTES("%1$s", Getter.BYTES),
        /** Texts as the server stores them: in their code page, or in UTF-16, the lower byte first. */
        STORED("CONVERT(varbinary(max), %1$s)", Getter.BYTES),
        UUID("CONVERT(char(36), %1$s)", Getter.TEXT),
        PLAIN("CONVERT(varchar(50), %1$s)", Getter.TEXT),
        MONEY("CONVERT(varchar(50), CONVERT(decimal(19,4), %1$s))", Getter.TEXT),
        /** 17 digits, of which every {@code float} can be made again. */
        DIGITS("CONVERT(varchar(50), %1$s, 3)", Getter.TEXT),
        DAY("CONVERT(varchar(10), %1$s, 23)", Getter.TEXT),
        TIME("CONVERT(varchar(40), %1$s, 121)", Getter.TEXT),
        ROWVERSION("CONVERT(varchar(18), CONVERT(binary(8), %1$s), 1)", Getter.TEXT),
        HEX("CONVERT(varchar(max), CONVERT(varbinary(max), %1$s), 1)", Getter.TEXT),
        XML("CONVERT(nvarchar(max), %1$s)", Getter.TEXT),
        JSON("CONVERT(nvarchar(max), %1$s)", Getter.TEXT),
        /** Each by what it holds: left to itself the server cuts numbers off after six digits, and money after two. */
        VARIANT(
                "CASE CONVERT(varchar(128), SQL_VARIANT_PROPERTY(%1$s, 'BaseType'))"
                        + " WHEN 'float' THEN CONVERT(nvarchar(max), CONVERT(float, %1$s), 3)"
                        + " WHEN 'real' THEN CONVERT(nvarchar(max), CONVERT(real, %1$s), 3)"
                        + " WHEN 'money' THEN CONVERT(nvarchar(max), CONVERT(decimal(19,4), %1$s))"
                        + " WHEN 'smallmoney' THEN CONVERT(nvarchar(max), CONVERT(decimal(19,4), %1$s))"
                        + " WHEN 'date' THEN CONVERT(nvarchar(max), CONVERT(date, %1$s), 23)"
                        + " WHEN 'datetime' THEN CONVERT(nvarchar(max), CONVERT(datetime, %1$s), 121)"
                        + " WHEN 'smalldatetime' THEN CONVERT(nvarchar(max), CONVERT(smalldatetime, %1$s), 121)"
                        + " WHEN 'datetime2' THEN CONVERT(nvarchar(max), CONVERT(datetime2(7), %1$s), 121)"
                        + " WHEN 'datetimeoffset' THEN CONVERT(nvarchar(max), CONVERT(datetimeoffset(7), %1$s), 121)"
                        + " WHEN 'time' THEN CONVERT(nvarchar(max), CONVERT(time(7), %1$s), 121)"
                        + " WHEN 'binary' THEN CONVERT(nvarchar(max), CONVERT(varbinary(8000), %1$s), 1)"
                        + " WHEN 'varbinary' THEN CONVERT(nvarchar(max), CONVERT(varbinary(8000), %1$s), 1)"
                        + " WHEN 'char' THEN CONVERT(nvarchar(max), CONVERT(varchar(8000), %1$s))"
                        + " WHEN 'varchar' THEN CONVERT(nvarchar(max), CONVERT(varchar(8000), %1$s))"
                        + " ELSE CONVERT(nvarchar(4000), %1$s) END",
                Getter.TEXT),
        /** A type's own text, which every type of the CLR has. */
        OWN_TEXT("%1$s.ToString()", Getter.TEXT),
        /** {@code STAsText} leaves the third and the fourth dimension out. */
        WKT("%1$s.AsTextZM()", Getter.TEXT);

        private final String template;
        private final Getter getter;

        Form(String template, Getter getter) {
            this.template = template;
            this.getter = getter;
        }

        Getter getter() {
            return getter;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static SqlServerReading of(Form form, ReadingOptions options) {
        return new SqlServerReading(form, options.excess(), options.unrepresentable());
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
    public static SqlServerReading parse(String text) {
        ReadingText read = ReadingText.parse(text);
        return new SqlServerReading(
                Form.valueOf(read.form().toUpperCase(Locale.ROOT)), read.excess(), read.unrepresentable());
    }

    /** The select expression for the quoted column {@code identifier}. */
    public String expression(String identifier) {
        return String.format(Locale.ROOT, form.template, identifier);
    }

    @Override
    public String toString() {
        TimestampExcess said = form.getter() == Getter.CLOCK ? excess : TimestampExcess.FAIL;
        return new ReadingText(form.word(), said, unrepresentable).toString();
    }
}
