package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The type matrix: a type, what it lands as, and values with the exact text of what lands. */
class PostgresTypesTest {
    private static TestPostgres database;

    @BeforeAll
    static void createTypes() {
        database = TestPostgres.database();
        database.run(
                "CREATE EXTENSION hstore",
                "CREATE EXTENSION citext",
                "CREATE EXTENSION ltree",
                "CREATE EXTENSION cube",
                "CREATE TYPE mood AS ENUM ('sad', 'ok', 'İyi')",
                "CREATE DOMAIN price AS numeric(12,3) CHECK (VALUE > 0)",
                "CREATE DOMAIN deep_price AS price",
                "CREATE DOMAIN moods AS mood[]",
                "CREATE TYPE point3 AS (x int, y numeric(5,1), \"the z\" text)",
                "CREATE TYPE float_range AS RANGE (subtype = float8)");
    }

    private record Case(String type, String landed, List<String> literals, List<String> expected) {
        static Case of(String type, String landed, String... pairs) {
            List<String> literals = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < pairs.length; i += 2) {
                literals.add(pairs[i]);
                expected.add(pairs[i + 1]);
            }
            return new Case(type, landed, literals, expected);
        }
    }

    private static Stream<Case> numbers() {
        return Stream.of(
                Case.of("boolean", "boolean", "true", "true", "false", "false"),
                Case.of("smallint", "int16", "'-32768'", "-32768", "32767", "32767"),
                Case.of("integer", "int32", "'-2147483648'", "-2147483648", "2147483647", "2147483647"),
                Case.of(
                        "bigint",
                        "int64",
                        "'-9223372036854775808'",
                        "-9223372036854775808",
                        "9223372036854775807",
                        "9223372036854775807"),
                Case.of("oid", "int64", "4294967295", "4294967295"),
                Case.of(
                        "real",
                        "float",
                        "0.1",
                        "0.1",
                        "'NaN'",
                        "NaN",
                        "'-Infinity'",
                        "-Infinity",
                        "'-0'",
                        "-0.0",
                        "3.4028235e38",
                        "3.4028235E38"),
                Case.of(
                        "float8",
                        "double",
                        "0.1",
                        "0.1",
                        "'NaN'",
                        "NaN",
                        "1e-307",
                        "1.0E-307",
                        "'Infinity'",
                        "Infinity"),
                Case.of("numeric(1,0)", "decimal(1,0)", "-9", "-9", "0", "0"),
                Case.of("numeric(4,0)", "decimal(4,0)", "2013", "2013", "9999", "9999", "-1", "-1"),
                Case.of(
                        "numeric(10,2)",
                        "decimal(10,2)",
                        "12345678.90",
                        "12345678.90",
                        "-0.01",
                        "-0.01",
                        "100",
                        "100.00",
                        "0",
                        "0.00",
                        "10000",
                        "10000.00"),
                Case.of(
                        "numeric(18,18)",
                        "decimal(18,18)",
                        "0.000000000000000001",
                        "0.000000000000000001",
                        "-0.999999999999999999",
                        "-0.999999999999999999",
                        "0.1",
                        "0.100000000000000000"),
                Case.of(
                        "numeric(18,4)",
                        "decimal(18,4)",
                        "99999999999999.9999",
                        "99999999999999.9999",
                        "-10000000000000",
                        "-10000000000000.0000"),
                Case.of(
                        "numeric(19,1)",
                        "decimal(19,1)",
                        "999999999999999999.9",
                        "999999999999999999.9",
                        "-0.5",
                        "-0.5"),
                Case.of(
                        "numeric(38,0)",
                        "decimal(38,0)",
                        "99999999999999999999999999999999999999",
                        "99999999999999999999999999999999999999",
                        "-99999999999999999999999999999999999999",
                        "-99999999999999999999999999999999999999",
                        "-18446744073709551616",
                        "-18446744073709551616",
                        "10000000000000000000000000000000000000",
                        "10000000000000000000000000000000000000"),
                Case.of(
                        "numeric(38,18)",
                        "decimal(38,18)",
                        "12345678901234567890.123456789012345678",
                        "12345678901234567890.123456789012345678",
                        "1",
                        "1.000000000000000000"),
                Case.of(
                        "numeric(38,37)",
                        "decimal(38,37)",
                        "9.9999999999999999999999999999999999999",
                        "9.9999999999999999999999999999999999999",
                        "-0.0000000000000000000000000000000000001",
                        "-0.0000000000000000000000000000000000001"),
                Case.of(
                        "numeric(39,0)",
                        "text",
                        "999999999999999999999999999999999999999",
                        "999999999999999999999999999999999999999"),
                Case.of(
                        "numeric(50,20)",
                        "text",
                        "123456789012345678901234567890.12345678901234567891",
                        "123456789012345678901234567890.12345678901234567891",
                        "'NaN'",
                        "NaN"),
                Case.of("numeric(5,-2)", "decimal(7,0)", "1234567", "1234600", "-9999900", "-9999900"),
                Case.of("numeric(2,5)", "decimal(5,5)", "0.00099", "0.00099"),
                Case.of(
                        "numeric",
                        "decimal(38,9)",
                        "1",
                        "1.000000000",
                        "-12345678901234567890123456789.123456789",
                        "-12345678901234567890123456789.123456789",
                        "1.500000000000000000000000",
                        "1.500000000"),
                Case.of("money", "decimal(19,2)", "'-92233720368547758.08'", "-92233720368547758.08", "12.34", "12.34"),
                Case.of("price", "decimal(12,3)", "1.5", "1.500"),
                Case.of("deep_price", "decimal(12,3)", "999999999.999", "999999999.999"));
    }

    private static Stream<Case> times() {
        return Stream.of(
                Case.of(
                        "date",
                        "date",
                        "'0001-01-01'",
                        "0001-01-01",
                        "'9999-12-31'",
                        "9999-12-31",
                        "'1582-10-10'",
                        "1582-10-10",
                        "'1969-12-31'",
                        "1969-12-31"),
                Case.of(
                        "timestamp",
                        "timestamp",
                        "'0001-01-01'",
                        "0001-01-01T00:00",
                        "'9999-12-31 23:59:59.999999'",
                        "9999-12-31T23:59:59.999999",
                        "'1969-12-31 23:59:59.999999'",
                        "1969-12-31T23:59:59.999999",
                        "'2026-03-29 02:30:00'",
                        "2026-03-29T02:30"),
                Case.of("timestamp(3)", "timestamp", "'2026-01-27 10:44:12.5849'", "2026-01-27T10:44:12.585"),
                Case.of(
                        "timestamptz",
                        "timestamptz",
                        "'2026-01-27 12:00:00+05:45'",
                        "2026-01-27T06:15Z",
                        "'1883-11-18 12:00:00 America/New_York'",
                        "1883-11-18T17:00Z"),
                Case.of("time", "text", "'24:00:00'", "24:00:00", "'12:34:56.5'", "12:34:56.5", "'00:00'", "00:00:00"),
                Case.of("time(0)", "text", "'12:34:56.4'", "12:34:56"),
                Case.of("timetz", "text", "'12:00+05:45'", "12:00:00+05:45", "'24:00:00-08'", "24:00:00-08"),
                Case.of(
                        "interval",
                        "text",
                        "'1 year -2 months 3 days -04:05:06.789'",
                        "10 mons 3 days -04:05:06.789",
                        "'0'",
                        "00:00:00"));
    }

    private static Stream<Case> texts() {
        return Stream.of(
                Case.of(
                        "text",
                        "text",
                        "''",
                        "",
                        "'İıŞ 日本 🙂 '' \\ '",
                        "İıŞ 日本 🙂 ' \\ ",
                        "repeat('x', 100000)",
                        "x".repeat(100_000)),
                Case.of("varchar(10)", "text", "'ab  '", "ab  "),
                Case.of("char(10)", "text", "'ab'", "ab        "),
                Case.of("\"char\"", "text", "'A'", "A"),
                Case.of("name", "text", "'Orders'", "Orders"),
                Case.of("citext", "text", "'MiXed'", "MiXed"),
                Case.of("mood", "text", "'ok'", "ok", "'İyi'", "İyi"),
                Case.of(
                        "uuid",
                        "text",
                        "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                Case.of("bytea", "binary", "'\\x00ff10'", "00ff10", "''", ""),
                Case.of(
                        "json",
                        "json",
                        "'{\"a\":1, \"a\":2, \"n\":12345678901234567890.10}'",
                        "{\"a\":1, \"a\":2, \"n\":12345678901234567890.10}",
                        "'null'",
                        "null"),
                Case.of(
                        "jsonb",
                        "json",
                        "'{\"b\":1.10,\"a\":[null,\"İ\"]}'",
                        "{\"a\": [null, \"İ\"], \"b\": 1.10}",
                        "'null'",
                        "null"),
                Case.of("xml", "text", "'<?xml version=\"1.0\"?><a>ü</a>'", "<?xml version=\"1.0\"?><a>ü</a>"),
                Case.of("bit(5)", "text", "B'00101'", "00101"),
                Case.of("bit varying", "text", "B'1'", "1"),
                Case.of("inet", "text", "'192.168.1.5'", "192.168.1.5", "'10.0.0.0/8'", "10.0.0.0/8", "'::1'", "::1"),
                Case.of("cidr", "text", "'10.1.0.0/16'", "10.1.0.0/16"),
                Case.of("macaddr", "text", "'08-00-2b-01-02-03'", "08:00:2b:01:02:03"),
                Case.of("macaddr8", "text", "'08:00:2b:01:02:03:04:05'", "08:00:2b:01:02:03:04:05"),
                Case.of("tsvector", "text", "'fat:2 cat:3'", "'cat':3 'fat':2"),
                Case.of("tsquery", "text", "'fat & !rat'", "'fat' & !'rat'"),
                Case.of("pg_lsn", "text", "'16/B374D848'", "16/B374D848"),
                Case.of("regclass", "text", "'pg_class'", "pg_class"),
                Case.of("regproc", "text", "'now'", "now"),
                Case.of("regprocedure", "text", "'abs(int)'", "abs(integer)"),
                Case.of("regoper", "text", "'||/'", "||/"),
                Case.of("regtype", "text", "'int4'", "integer"),
                Case.of("regrole", "text", "'postgres'", "postgres"),
                Case.of("regnamespace", "text", "'pg_catalog'", "pg_catalog"),
                Case.of("regcollation", "text", "'pg_catalog.\"C\"'", "\"C\""),
                Case.of("regconfig", "text", "'simple'", "simple"),
                Case.of("xid", "text", "'4294967295'", "4294967295"),
                Case.of("cid", "text", "'7'", "7"),
                Case.of("xid8", "text", "'18446744073709551615'", "18446744073709551615"),
                Case.of("tid", "text", "'(4,2)'", "(4,2)"),
                Case.of("ltree", "text", "'Top.Science'", "Top.Science"),
                Case.of("jsonpath", "text", "'$.a'", "$.\"a\""));
    }

    private static Stream<Case> compounds() {
        return Stream.of(
                Case.of("integer[]", "json", "'{1,NULL,-3}'", "[1,null,-3]", "'{}'", "[]"),
                Case.of(
                        "integer[][]",
                        "json",
                        "'{{1,2},{3,4}}'",
                        "[[1,2],[3,4]]",
                        "'{{{1},{NULL}},{{3},{4}}}'",
                        "[[[1],[null]],[[3],[4]]]",
                        "'[0:1]={7,8}'",
                        "[7,8]"),
                Case.of("float8[]", "json", "'{-0,0.1,1e300,NaN}'", "[-0,0.1,1e+300,\"NaN\"]"),
                Case.of("numeric[]", "json", "'{12345678901234567890.10,NaN}'", "[12345678901234567890.10,\"NaN\"]"),
                Case.of("text[]", "json", "ARRAY['a\"b', NULL, 'null', 'İ']", "[\"a\\\"b\",null,\"null\",\"İ\"]"),
                Case.of(
                        "timestamptz[]",
                        "json",
                        "ARRAY['2026-01-27 12:00+05:45'::timestamptz, 'infinity']",
                        "[\"2026-01-27T06:15:00+00:00\",\"infinity\"]"),
                Case.of("moods", "json", "'{sad,İyi}'", "[\"sad\",\"İyi\"]"),
                Case.of("int2vector", "json", "'1 2 3'", "[1,2,3]"),
                Case.of("point3", "json", "ROW(1, 2.5, 'a')", "{\"x\":1,\"y\":2.5,\"the z\":\"a\"}"),
                Case.of(
                        "point3[]",
                        "json",
                        "ARRAY[ROW(1, NULL, 'a')::point3]",
                        "[{\"x\":1,\"y\":null,\"the z\":\"a\"}]"),
                Case.of("hstore", "json", "'\"a b\"=>1, c=>NULL'", "{\"c\": null, \"a b\": \"1\"}"),
                Case.of("int4range", "text", "'[1,5]'", "[1,6)", "'empty'", "empty"),
                Case.of("float_range", "text", "'[0.1,)'", "[0.1,)"),
                Case.of(
                        "tstzrange",
                        "text",
                        "'[2026-01-01 00:00+00,2026-01-02 00:00+00)'",
                        "[\"2026-01-01 00:00:00+00\",\"2026-01-02 00:00:00+00\")"),
                Case.of("int4multirange", "text", "'{[1,3),[7,9)}'", "{[1,3),[7,9)}"),
                Case.of("point", "text", "'(1.5,-2)'", "(1.5,-2)"),
                Case.of("line", "text", "'{1,-1,0}'", "{1,-1,0}"),
                Case.of("lseg", "text", "'((0,0),(1,0.1))'", "[(0,0),(1,0.1)]"),
                Case.of("box", "text", "'((0,0),(1,1))'", "(1,1),(0,0)"),
                Case.of("path", "text", "'[(0,0),(1,1)]'", "[(0,0),(1,1)]"),
                Case.of("polygon", "text", "'((0,0),(1,1),(1,0))'", "((0,0),(1,1),(1,0))"),
                Case.of("circle", "text", "'<(0,0),0.1>'", "<(0,0),0.1>"),
                Case.of("cube", "text", "'(1,2),(3,4)'", "(1, 2),(3, 4)"));
    }

    @TestFactory
    Stream<DynamicTest> landsExactlyWhateverZoneAndLocale() {
        return Stream.of("en", "tr")
                .flatMap(language -> cases().map(one -> DynamicTest.dynamicTest(
                        language + " " + one.type(), () -> inLocale(language, () -> check(one)))));
    }

    private static Stream<Case> cases() {
        return Stream.of(numbers(), times(), texts(), compounds()).flatMap(cases -> cases);
    }

    private static void check(Case one) {
        assertEquals(Set.of("Asia/Kathmandu"), Set.of(TimeZone.getDefault().getID()), "the zone that the build sets");
        String values = one.literals().stream()
                .map(literal -> "(" + literal + "::" + one.type() + ")")
                .collect(Collectors.joining(", ", "", ", (NULL)"));
        database.run(
                "DROP TABLE IF EXISTS types",
                "CREATE TABLE types (n serial, c " + one.type() + ")",
                "INSERT INTO types (c) VALUES " + values);
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("types")), TestPlans.options());
            List<String> landed = TestPlans.rows(source, plan, Slice.WHOLE).stream()
                    .map(row -> row.get(1))
                    .toList();
            List<String> expected = new ArrayList<>(one.expected());
            expected.add(TestPlans.NULL);
            assertEquals(expected, landed);
            assertEquals(one.landed(), plan.reading().schema().column(1).type().toString());
        }
    }

    private static void inLocale(String language, Runnable check) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            check.run();
        } finally {
            Locale.setDefault(before);
        }
    }
}
