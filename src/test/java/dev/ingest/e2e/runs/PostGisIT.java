package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.RowText;
import dev.ingest.e2e.fixture.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Geometry of PostGIS, on the server that {@code INGEST_POSTGIS_URL} names as {@code postgresql://host:port/database}:
 * its superuser {@code postgres} needs no password, and PostGIS, hstore, ltree and citext can be created there.
 */
@EnabledIfEnvironmentVariable(
        named = "INGEST_POSTGIS_URL",
        matches = "postgresql://.+",
        disabledReason = "No server with PostGIS: set INGEST_POSTGIS_URL to postgresql://host:port/database")
class PostGisIT {
    private static final List<String> SHAPES = List.of(
            "'POINT(1 2)'",
            "ST_MakePoint(0.1::float8 + 0.2::float8, 1e-20)",
            "ST_MakePoint(-123456789.123456789, 1e300)",
            "ST_SetSRID(ST_MakePoint(10.7522454, 59.9138688, 23.5), 4326)",
            "ST_MakePointM(1, 2, 3.25)",
            "'POINT ZM (1 2 3 4)'",
            "'POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 3 2, 3 3, 2 2))'",
            "'POLYGON Z ((0 0 1, 1 0 1, 1 1 1, 0 0 1))'",
            "'MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))'",
            "'LINESTRING(0 0, 0.1 0.7, 1e-7 3)'",
            "'GEOMETRYCOLLECTION(POINT(1 2), LINESTRING EMPTY)'",
            "'CIRCULARSTRING(0 0, 1 1, 2 0)'",
            "'POINT EMPTY'",
            "'POLYGON EMPTY'",
            "'MULTIPOINT Z EMPTY'",
            "NULL");

    private static final URI SERVER = URI.create(System.getenv().getOrDefault("INGEST_POSTGIS_URL", "postgresql://x"));

    @TempDir
    Path folder;

    @BeforeAll
    static void create() throws SQLException {
        List<String> statements = new ArrayList<>(List.of(
                "CREATE EXTENSION IF NOT EXISTS postgis",
                "CREATE EXTENSION IF NOT EXISTS hstore",
                "CREATE EXTENSION IF NOT EXISTS ltree",
                "CREATE EXTENSION IF NOT EXISTS citext",
                "DROP SCHEMA IF EXISTS ingest_test CASCADE",
                "CREATE SCHEMA ingest_test",
                "CREATE DOMAIN ingest_test.place AS geometry(Point, 4326)",
                "CREATE TYPE ingest_test.stop AS (name text, at geometry)",
                "CREATE TABLE ingest_test.shapes (n serial, g geometry, same geometry)",
                "CREATE TABLE ingest_test.others (n serial, p geometry(PointZ, 4326), place ingest_test.place,"
                        + " earth geography, area geography(Polygon), many geometry[], stop ingest_test.stop,"
                        + " stops ingest_test.stop[], bounds box2d, tags hstore, path ltree, word citext)",
                "INSERT INTO ingest_test.others (p, place, earth, area, many, stop, stops, bounds, tags, path, word) VALUES ("
                        + "ST_SetSRID(ST_MakePoint(0.1::float8 + 0.2::float8, 2, 3), 4326), 'SRID=4326;POINT(5 6)',"
                        + " 'POINT(10.123456789012345 59.9)', 'POLYGON((0 0, 1 0, 1 1, 0 0))',"
                        + " ARRAY[ST_SetSRID(ST_MakePoint(0.1::float8 + 0.2::float8, 2), 4326), NULL, 'POINT M (1 2 3)'],"
                        + " ROW('a', 'POINT M (1 2 3)')::ingest_test.stop,"
                        + " ARRAY[ROW('a', 'POINT(1 2)')::ingest_test.stop], 'BOX(0 1,2 3)', 'a=>1,b=>NULL', 'Top.Sub',"
                        + " 'MiXed')",
                "INSERT INTO ingest_test.others (tags) VALUES (NULL)"));
        SHAPES.forEach(shape ->
                statements.add("INSERT INTO ingest_test.shapes (g, same) VALUES (" + shape + ", " + shape + ")"));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + SERVER, "postgres", "");
    }

    private static List<List<String>> ask(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return RowText.sorted(statement.executeQuery(query));
        }
    }

    private Workspace workspace() {
        return Workspace.of(
                folder, SERVER.getHost(), SERVER.getPort(), SERVER.getPath().substring(1));
    }

    @Test
    void geometryLandsAsWellKnownTextAndLosesNothingOnTheWayBack() throws SQLException {
        Workspace workspace = workspace().full("ingest_test.shapes").save();
        workspace.settings("[sources.shop.tables.\"ingest_test.shapes\".columns]\nsame = \"text\"");
        JarProcess run = workspace.run();
        assertEquals(0, run.exitCode(), run.output());
        String files = LandedRows.files(workspace.table("ingest_test_shapes"));
        assertEquals(List.of("n INTEGER", "g VARCHAR", "same VARCHAR"), LandedRows.types(files));
        assertEquals(
                ask("SELECT n, ST_AsText(g, 400), same::text FROM ingest_test.shapes"),
                LandedRows.query("SELECT n, g, same FROM " + files));

        List<String> wrong = new ArrayList<>();
        for (List<String> row : LandedRows.query("SELECT n, g, same FROM " + files + " WHERE g IS NOT NULL")) {
            String exact = "SELECT ST_SetSRID(ST_GeomFromText('" + row.get(1) + "'), ST_SRID(g))::text = g::text"
                    + " AND '" + row.get(2) + "'::geometry::text = g::text AND (g IS NOT NULL)"
                    + " FROM ingest_test.shapes WHERE n = " + row.get(0);
            if (!ask(exact).equals(List.of(List.of("t")))) {
                wrong.add(row.toString());
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(
                List.of("1"), LandedRows.values("SELECT count(*) FROM " + files + " WHERE g IS NULL AND same IS NULL"));
    }

    @Test
    void whatHoldsGeometryAndWhatStandsBesideItLandsExactly() throws SQLException {
        Workspace workspace = workspace().full("ingest_test.others").save();
        JarProcess run = workspace.run();
        assertEquals(0, run.exitCode(), run.output());
        String files = LandedRows.files(workspace.table("ingest_test_others"));
        String texts =
                "ST_AsText(p, 400), ST_AsText(place, 400), ST_AsText(earth, 400), ST_AsText(area, 400), many::text,"
                        + " stop::text, stops::text, bounds::text, to_json(tags)::text, path::text, word::text";
        assertEquals(
                ask("SELECT n, " + texts + " FROM ingest_test.others"),
                LandedRows.query(
                        "SELECT n, p, place, earth, area, many, stop, stops, bounds, tags, path, word FROM " + files));
    }
}
