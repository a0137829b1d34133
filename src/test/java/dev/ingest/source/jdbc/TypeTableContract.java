package dev.ingest.source.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.ColumnTypes;
import dev.ingest.data.ColumnType;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.Connector;
import dev.ingest.source.LandedText;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.Source;
import dev.ingest.source.SourcePlans;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each type of a database lands as, value by value, whatever the JVM's zone and locale. One subclass a database
 * names its table, {@code types/<database>.tsv}: a line has the declared type, a value in the database's own words, the
 * text of what lands ({@code \N} for null; else with the escapes of a Java text), the type that it lands as, and maybe
 * settings of the column. Lines that agree in all but the values are one table's rows, whose last row is null.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TypeTableContract {
    private static final int FIELDS = 4;

    /** The table's place among the test's resources. */
    protected abstract String table();

    /** The database, with all types that the table names. */
    protected abstract Connector connector();

    /** How plans of the database are made. */
    protected abstract SourcePlans plans();

    /**
     * Makes a table anew of two columns: one that numbers its rows as {@code values} come, and one of {@code type}. A
     * value is an expression, the last one {@code NULL}.
     *
     * @return its name
     */
    protected abstract TableName create(String type, List<String> values);

    /** What lines of one table have in common. */
    private record Declared(String type, String landed, String settings) {
        private ReadingOptions options() {
            Map<String, String> chosen = Stream.of(settings.split(" ", -1))
                    .filter(setting -> !setting.isEmpty())
                    .map(setting -> setting.split("=", 2))
                    .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
            ReadingOptions usual = SourcePlans.options();
            return new ReadingOptions(
                    Optional.ofNullable(chosen.remove("override")).map(ColumnTypes::parse),
                    Optional.ofNullable(chosen.remove("unbounded_number"))
                            .map(ColumnTypes::parse)
                            .orElse(usual.unboundedNumber()),
                    Optional.ofNullable(chosen.remove("timestamp_unit"))
                            .map(unit -> ColumnType.Timestamp.Unit.valueOf(unit.toUpperCase(Locale.ROOT)))
                            .orElse(usual.timestampUnit()),
                    Optional.ofNullable(chosen.remove("unrepresentable"))
                            .map(choice -> Unrepresentable.valueOf(choice.toUpperCase(Locale.ROOT)))
                            .orElse(usual.unrepresentable()));
        }

        @Override
        public String toString() {
            return (type + " " + settings).strip();
        }
    }

    /** A value and what lands of it. */
    private record Value(String literal, String landed) {}

    private record Line(Declared declared, Value value) {
        private static Line of(String text) {
            String[] fields = text.split("\t", -1);
            if (fields.length < FIELDS || fields.length > FIELDS + 1) {
                throw new IllegalArgumentException("not a type and its value: " + text);
            }
            String landed = fields[2].equals("\\N") ? LandedText.NULL : fields[2].translateEscapes();
            return new Line(
                    new Declared(fields[0], fields[3], fields.length > FIELDS ? fields[FIELDS] : ""),
                    new Value(fields[1], landed));
        }
    }

    Stream<Arguments> types() throws IOException {
        try (InputStream file = getClass().getResourceAsStream(table())) {
            Map<Declared, List<Value>> tables = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::of)
                    .collect(Collectors.groupingBy(
                            Line::declared, LinkedHashMap::new, Collectors.mapping(Line::value, Collectors.toList())));
            return Stream.of("en", "tr")
                    .flatMap(language -> tables.entrySet().stream()
                            .map(one -> Arguments.of(language, one.getKey(), one.getValue())));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("types")
    void landsExactlyWhateverZoneAndLocale(String language, Declared declared, List<Value> values) {
        assertEquals(Set.of("Asia/Kathmandu"), Set.of(TimeZone.getDefault().getID()), "the zone that the build sets");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            check(declared, values);
        } finally {
            Locale.setDefault(before);
        }
    }

    private void check(Declared declared, List<Value> values) {
        List<String> literals =
                new ArrayList<>(values.stream().map(Value::literal).toList());
        literals.add("NULL");
        List<String> expected =
                new ArrayList<>(values.stream().map(Value::landed).toList());
        expected.add(LandedText.NULL);
        TableName table = create(declared.type(), literals);
        try (Source source = connector().session()) {
            JobPlan plan =
                    plans().full(source.describe(SourcePlans.question(table, Optional.empty())), declared.options());

            List<String> landed = LandedText.rows(source, plan.reading(), Slice.WHOLE).stream()
                    .sorted(Comparator.comparing(row -> new BigDecimal(row.get(0))))
                    .map(row -> row.get(1))
                    .toList();

            assertEquals(expected, landed);
            assertEquals(
                    declared.landed(), plan.reading().schema().column(1).type().toString());
        }
    }
}
