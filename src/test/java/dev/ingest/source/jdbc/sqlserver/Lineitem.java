package dev.ingest.source.jdbc.sqlserver;

import com.microsoft.sqlserver.jdbc.ISQLServerBulkData;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopyOptions;
import java.io.Serial;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows with the columns of TPC-H's lineitem, as many as are wanted and always the same, for the driver to write. Dates travel
 * as days since 1970: the driver would write them as text, which not every server makes dates of.
 */
final class Lineitem implements ISQLServerBulkData {
    @Serial
    private static final long serialVersionUID = 1;

    private static final String COLUMNS = """
            l_orderkey bigint NOT NULL, l_partkey bigint NOT NULL, l_suppkey bigint NOT NULL, l_linenumber int NOT NULL,
            l_quantity decimal(15,2) NOT NULL, l_extendedprice decimal(15,2) NOT NULL,
            l_discount decimal(15,2) NOT NULL, l_tax decimal(15,2) NOT NULL,
            l_returnflag char(1) NOT NULL, l_linestatus char(1) NOT NULL,
            l_shipdate date NOT NULL, l_commitdate date NOT NULL, l_receiptdate date NOT NULL,
            l_shipinstruct char(25) NOT NULL, l_shipmode char(10) NOT NULL, l_comment varchar(44) NOT NULL""";

    /** The columns that the rows are written to, and what makes those above of them. */
    private static final String WRITTEN = COLUMNS.replace(" date ", " int ");

    private static final String DATED = COLUMNS.replaceAll(
                    "(\\w+) date NOT NULL", "DATEADD(day, $1, CAST('1970-01-01' AS date))")
            .replaceAll(" (bigint|int|decimal\\(15,2\\)|(var)?char\\(\\d+\\)) NOT NULL", "");

    private static final String[] NAMES = COLUMNS.lines()
            .flatMap(line -> Arrays.stream(line.split(", ")))
            .map(column -> column.substring(0, column.indexOf(' ')))
            .toArray(String[]::new);
    private static final int WIDTH = NAMES.length;
    private static final int FIRST_TEXT = 8;
    private static final int FIRST_DATE = 10;
    private static final int[] LENGTHS = {25, 10, 44};

    private static final String[] FLAGS = {"R", "A", "N"};
    private static final String[] INSTRUCTIONS = {"DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN"};
    private static final String[] MODES = {"REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB"};
    private static final String WORDS = "carefully final deposits sleep quickly along the furiously regular requests ";
    private static final LocalDate FIRST_DAY = LocalDate.of(1992, 1, 2);

    private final long rows;
    private long next;

    Lineitem(long rows) {
        this.rows = rows;
    }

    /** Makes the table lineitem of so many rows. */
    static void create(TestSqlServer database, long rows) throws SQLException {
        database.run("CREATE TABLE written (" + WRITTEN + ")");
        SQLServerBulkCopyOptions options = new SQLServerBulkCopyOptions();
        options.setBatchSize(50_000);
        options.setTableLock(true);
        options.setBulkCopyTimeout(0);
        try (Connection connection = database.connect();
                SQLServerBulkCopy copy = new SQLServerBulkCopy(connection)) {
            copy.setBulkCopyOptions(options);
            copy.setDestinationTableName("written");
            copy.writeToServer(new Lineitem(rows));
        }
        database.run(
                "CREATE TABLE lineitem (" + COLUMNS + ")",
                "INSERT INTO lineitem SELECT " + DATED + " FROM written",
                "DROP TABLE written");
    }

    /** A number that is as good as drawn, of a row's column. */
    private static long drawn(long row, int column) {
        long mixed = (row * WIDTH + column + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
        return (mixed ^ (mixed >>> 29)) >>> 1;
    }

    /** What a column that holds no text lands as: whole numbers, hundredths, days since 1970. */
    private static long number(long row, int column) {
        long drawn = drawn(row, column);
        return switch (column) {
            case 0 -> row / 4 + 1;
            case 1 -> drawn % 200_000 + 1;
            case 2 -> drawn % 10_000 + 1;
            case 3 -> row % 4 + 1;
            case 4 -> (drawn % 50 + 1) * 100;
            case 5 -> drawn % 10_494_951 + 90_000;
            case 6 -> drawn % 11;
            case 7 -> drawn % 9;
            default -> FIRST_DAY.toEpochDay() + drawn % 2_526;
        };
    }

    private static String text(long row, int column) {
        int drawn = (int) (drawn(row, column) % 1_000_000);
        return switch (column) {
            case 8 -> FLAGS[drawn % 3];
            case 9 -> drawn % 2 == 0 ? "O" : "F";
            case 13 -> padded(INSTRUCTIONS[drawn % 4], 25);
            case 14 -> padded(MODES[drawn % 7], 10);
            default -> WORDS.substring(drawn % 30, drawn % 30 + 10 + drawn % 34);
        };
    }

    private static String padded(String text, int length) {
        return text + " ".repeat(length - text.length());
    }

    private static boolean isText(int column) {
        return column >= FIRST_TEXT && (column < FIRST_DATE || column > FIRST_DATE + 2);
    }

    /** The sum of what {@link #hash} makes of the rows. */
    static long hashes(long rows) {
        long sum = 0;
        for (long row = 0; row < rows; row++) {
            long hash = 1;
            for (int column = 0; column < WIDTH; column++) {
                if (isText(column)) {
                    byte[] text = text(row, column).getBytes(StandardCharsets.UTF_8);
                    hash = hash(hash, text, 0, text.length);
                } else {
                    hash = hash(hash, number(row, column));
                }
            }
            sum += hash;
        }
        return sum;
    }

    /** A row's hash with one more number. */
    static long hash(long before, long number) {
        return Long.rotateLeft((before ^ number) * 0x9E3779B97F4A7C15L, 29);
    }

    /** A row's hash with one more text. */
    static long hash(long before, byte[] bytes, int from, int to) {
        long text = (long) to - from;
        for (int at = from; at < to; at++) {
            text = text * 31 + bytes[at];
        }
        return hash(before, text);
    }

    @Override
    public boolean next() {
        return next++ < rows;
    }

    @Override
    public Object[] getRowData() {
        Object[] values = new Object[WIDTH];
        long row = next - 1;
        for (int column = 0; column < WIDTH; column++) {
            values[column] = switch (getColumnType(column + 1)) {
                case Types.BIGINT -> number(row, column);
                case Types.INTEGER -> (int) number(row, column);
                case Types.DECIMAL -> BigDecimal.valueOf(number(row, column), 2);
                default -> text(row, column);
            };
        }
        return values;
    }

    @Override
    public Set<Integer> getColumnOrdinals() {
        return IntStream.rangeClosed(1, WIDTH).boxed().collect(Collectors.toSet());
    }

    @Override
    public String getColumnName(int column) {
        return NAMES[column - 1];
    }

    @Override
    public int getColumnType(int column) {
        int index = column - 1;
        if (isText(index)) {
            return index == WIDTH - 1 ? Types.VARCHAR : Types.CHAR;
        }
        return index < 3 ? Types.BIGINT : index > 3 && index < FIRST_TEXT ? Types.DECIMAL : Types.INTEGER;
    }

    @Override
    public int getPrecision(int column) {
        int index = column - 1;
        if (isText(index)) {
            return index < FIRST_DATE ? 1 : LENGTHS[index - 13];
        }
        return index < FIRST_TEXT ? 15 : 0;
    }

    @Override
    public int getScale(int column) {
        return getColumnType(column) == Types.DECIMAL ? 2 : 0;
    }
}
