package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.ColumnType;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.ColumnReading;
import java.util.Locale;

/**
 * How one PostgreSQL column is selected and decoded. As text, the form that travels in a plan, it is {@code <form>[
 * <argument>][;null]}: {@code int4}, {@code text}, {@code numeric;null}, {@code wkt "public"}.
 *
 * @param form select expression and wire format
 * @param argument for {@link Form#WKT} the quoted schema of PostGIS; else empty
 * @param unrepresentable what happens to a value that the landed type cannot hold
 */
public record PostgresReading(Form form, String argument, Unrepresentable unrepresentable) {
    private static final String NULLED = ";null";

    /** The binary formats of COPY that are decoded. */
    public enum Wire {
        BOOL,
        INT2,
        INT4,
        INT8,
        OID,
        FLOAT4,
        FLOAT8,
        NUMERIC,
        DATE,
        TIMESTAMP,
        BYTES;

        boolean decodes(ColumnType type) {
            return switch (this) {
                case BOOL -> type instanceof ColumnType.Bool;
                case INT2, INT4, INT8, OID -> type instanceof ColumnType.Whole;
                case FLOAT4, FLOAT8 -> type instanceof ColumnType.Floating;
                case NUMERIC -> type instanceof ColumnType.Decimal || type instanceof ColumnType.Whole;
                case DATE -> type instanceof ColumnType.Date;
                case TIMESTAMP -> type instanceof ColumnType.Timestamp;
                case BYTES -> type instanceof ColumnType.Text || type instanceof ColumnType.Binary;
            };
        }
    }

    /** Select expressions, {@code %s} being the quoted column, each with the wire format that it yields. */
    public enum Form {
        BOOL("%s", Wire.BOOL),
        INT2("%s", Wire.INT2),
        INT4("%s", Wire.INT4),
        INT8("%s", Wire.INT8),
        OID("%s", Wire.OID),
        FLOAT4("%s", Wire.FLOAT4),
        FLOAT8("%s", Wire.FLOAT8),
        NUMERIC("%s", Wire.NUMERIC),
        /** What becomes a number by a cast: money, integers read as decimals. */
        NUMBER("%s::numeric", Wire.NUMERIC),
        DATE("%s", Wire.DATE),
        TIMESTAMP("%s", Wire.TIMESTAMP),
        /** Types whose binary form is the value itself: bytea, text, varchar, json. */
        BYTES("%s", Wire.BYTES),
        /** char(n): its casts and comparisons drop the blanks at the end, its binary form does not. */
        PADDED("%s", Wire.BYTES),
        /** The bytes that the server stores, whether they are text or not: no encoding is looked at on this way. */
        RAW("decode(replace(%s::text, '\\', '\\\\'), 'escape')", Wire.BYTES),
        TEXT("%s::text", Wire.BYTES),
        /** The cast inet to text appends /32; abbrev prints what the type's own output does. */
        INET("abbrev(%s)", Wire.BYTES),
        JSON("to_json(%s)::text", Wire.BYTES),
        /** By default PostGIS cuts off after 15 digits behind the point; the least double has some 340. */
        WKT("%2$s.ST_AsText(%1$s, 400)", Wire.BYTES);

        private final String template;
        private final Wire wire;

        Form(String template, Wire wire) {
            this.template = template;
            this.wire = wire;
        }

        public Wire wire() {
            return wire;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static PostgresReading of(Form form, Unrepresentable unrepresentable) {
        return new PostgresReading(form, "", unrepresentable);
    }

    /**
     * This reading of a column that lands as {@code type}.
     *
     * @throws IllegalArgumentException when nothing decodes the one to the other
     */
    public ColumnReading landing(ColumnType type) {
        if (!form.wire().decodes(type)) {
            throw new IllegalArgumentException("nothing decodes " + this + " to " + type);
        }
        return new ColumnReading(type, toString());
    }

    /** Reads what {@link #toString()} wrote; anything else is an {@code IllegalArgumentException}. */
    public static PostgresReading parse(String text) {
        boolean nulled = text.endsWith(NULLED);
        String rest = nulled ? text.substring(0, text.length() - NULLED.length()) : text;
        int space = rest.indexOf(' ');
        String word = space < 0 ? rest : rest.substring(0, space);
        String argument = space < 0 ? "" : rest.substring(space + 1);
        return new PostgresReading(
                Form.valueOf(word.toUpperCase(Locale.ROOT)),
                argument,
                nulled ? Unrepresentable.NULL : Unrepresentable.FAIL);
    }

    /** The select expression for the quoted column {@code identifier}. */
    public String expression(String identifier) {
        return String.format(Locale.ROOT, form.template, identifier, argument);
    }

    /** What sorts the rows by {@code identifier} as the landed values compare: text by its bytes in UTF-8. */
    public String order(String identifier, ColumnType landed) {
        if (!(landed instanceof ColumnType.Text)) {
            return expression(identifier);
        }
        return switch (form) {
            case PADDED -> "bpcharsend(" + identifier + ")";
            case BYTES -> identifier + "::text COLLATE \"C\"";
            default -> expression(identifier) + " COLLATE \"C\"";
        };
    }

    @Override
    public String toString() {
        String worded = argument.isEmpty() ? form.word() : form.word() + " " + argument;
        return unrepresentable == Unrepresentable.NULL ? worded + NULLED : worded;
    }
}
