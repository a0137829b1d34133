package dev.ingest.config.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.ColumnTypes;
import dev.ingest.config.EnvironmentSettings;
import dev.ingest.config.Finding;
import dev.ingest.config.LogLevel;
import dev.ingest.config.Setting;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import dev.ingest.config.SliceCount;
import dev.ingest.config.connection.ConnectionSettings;
import dev.ingest.config.connection.ConnectionStyle;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.name.Naming;
import dev.ingest.job.option.Codec;
import dev.ingest.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings over real files and a made-up environment. */
class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void theEnvironmentWinsThenSecretsThenConfig() throws IOException {
        String secrets = "[runtime]\nlog_level = 'DEBUG'\njob_retries = 2\n";
        String config = "[runtime]\nlog_level = 'ERROR'\njob_retries = 3\ntime_zone = 'Europe/Oslo'\n";
        SettingScope runtime =
                settings(Map.of("RUNTIME__LOG_LEVEL", "WARN"), secrets, config).global("runtime");
        assertEquals(LogLevel.WARNING, runtime.value(SettingCatalog.LOG_LEVEL));
        assertEquals(Optional.of(2), runtime.value(SettingCatalog.JOB_RETRIES));
        assertEquals(ZoneId.of("Europe/Oslo"), runtime.value(SettingCatalog.TIME_ZONE));
        assertEquals(Duration.ofHours(6), runtime.value(SettingCatalog.JOB_TIMEOUT));
    }

    @Test
    void aSourceTakesItsOwnSectionOrItsTypesWhole() throws IOException {
        String secrets = """
                [sources]
                naming = "direct"
                [sources.postgresql]
                host = "shared"
                password = "shared"
                [sources.own]
                host = "own"
                [sources.tabled.tables.orders]
                slices = 4
                """;
        Settings settings = settings(Map.of(), secrets, "");
        SettingScope own = settings.source(DatabaseKind.POSTGRESQL, "own");
        assertEquals(Optional.of("own"), own.text("host"));
        assertEquals(Optional.empty(), own.secret("password"));
        assertEquals(Naming.DIRECT, own.value(SettingCatalog.NAMING));
        SettingScope shared = settings.source(DatabaseKind.POSTGRESQL, "unknown");
        assertEquals(Optional.of(new Secret("shared")), shared.secret("password"));
        assertEquals("sources.postgresql", settings.sectionOf(DatabaseKind.POSTGRESQL, "tabled"));
        assertEquals("sources.none", settings.sectionOf(DatabaseKind.ORACLE, "none"));
        assertEquals(
                SliceCount.of(4),
                settings.table(DatabaseKind.POSTGRESQL, "tabled", "orders").value(SettingCatalog.SLICES));
        assertEquals(
                Optional.of("shared"),
                settings.table(DatabaseKind.POSTGRESQL, "tabled", "orders").text("host"));
        assertTrue(settings.sourceSections().containsAll(List.of("own", "postgresql", "tabled")));
    }

    @Test
    void aSourceMayLiveInTheEnvironmentAlone() throws IOException {
        Settings settings = settings(
                Map.of("SOURCES__ENV_DB__HOST", "h", "sources__env_db__password", "p"),
                "[sources.postgresql]\nhost = 'shared'\n",
                "");
        SettingScope scope = settings.source(DatabaseKind.POSTGRESQL, "env_db");
        assertEquals(Optional.of("h"), scope.text("host"));
        assertEquals(Optional.of(new Secret("p")), scope.secret("password"));
        assertEquals(
                Optional.of("h"),
                settings(Map.of("SOURCES__MY_DB__HOST", "h"), "", "")
                        .source(DatabaseKind.MSSQL, "my-db")
                        .text("host"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sales.orders    | [sources.x.tables."sales.orders"]
            sales.orders    | [sources.x.tables.sales.orders]
            "Order Details" | [sources.x.tables."Order Details"]
            "Order Details" | [sources.x.tables.'"Order Details"']
            orders          | [sources.x.tables.orders]
            orders          | [sources.x]
            orders          | [sources]
            """)
    void aTablesSettingsAreFoundHoweverItsNameIsWritten(String table, String section) throws IOException {
        Settings settings = settings(Map.of(), "", section + "\nslices = 7\n");
        assertEquals(
                SliceCount.of(7),
                settings.table(DatabaseKind.POSTGRESQL, "x", table).value(SettingCatalog.SLICES));
    }

    @Test
    void theNearestSectionWins() throws IOException {
        Settings settings = settings(
                Map.of("SOURCES__X__COMPRESSION", "gzip", "SOURCES__X__TABLES__SALES_ORDERS__SLICES", "3"),
                "[sources.x.tables.'sales.orders']\ncompression = 'zstd'\n",
                "");
        SettingScope table = settings.table(DatabaseKind.POSTGRESQL, "x", "sales.orders");
        assertEquals(Codec.ZSTD, table.value(SettingCatalog.COMPRESSION));
        assertEquals(SliceCount.of(3), table.value(SettingCatalog.SLICES));
        assertEquals(
                Codec.GZIP,
                settings.table(DatabaseKind.POSTGRESQL, "x", "other").value(SettingCatalog.COMPRESSION));
    }

    @ParameterizedTest
    @CsvSource({
        "[normalize.data_writer],file_max_bytes = 1000,1000",
        "[data_writer],file_max_bytes = 1000,1000",
        "[destination.filesystem],file_bytes = '1k',1024",
        "[sources.x],file_max_bytes = '2k',2048",
        "[other],file_bytes = 1,536870912"
    })
    void dltsOwnKeysForFilesAreHonoured(String section, String line, long bytes) throws IOException {
        Settings settings = settings(Map.of(), section + "\n" + line.replace("'", "\"") + "\n", "");
        assertEquals(bytes, settings.table(DatabaseKind.POSTGRESQL, "x", "t").value(SettingCatalog.FILE_BYTES));
    }

    @Test
    void otherKeysOfDltsAreHonouredToo() throws IOException {
        SettingScope table = settings(
                        Map.of("NORMALIZE__PARQUET_NORMALIZER__ADD_DLT_LOAD_ID", "true"),
                        "[schema]\nnaming = 'direct'\n[data_writer]\nrow_group_size = 50_000\n",
                        "")
                .table(DatabaseKind.POSTGRESQL, "x", "t");
        assertEquals(true, table.value(SettingCatalog.ADD_DLT_LOAD_ID));
        assertEquals(Naming.DIRECT, table.value(SettingCatalog.NAMING));
        assertEquals(50_000, table.value(SettingCatalog.ROW_GROUP_ROWS));
    }

    @Test
    void aSectionGathersItsKeysNearestFirst() throws IOException {
        Settings settings = settings(
                Map.of("SOURCES__X__COLUMNS__CREATED", "date", "SOURCES__X__COLUMNS__AMOUNT", "text"), """
                [sources.x.columns]
                Amount = "double"
                id = "int64"
                [sources.x.tables.t.columns]
                id = "decimal(20,0)"
                """, "");
        assertEquals(
                Map.of("Amount", "text", "id", "decimal(20,0)", "created", "date"),
                settings.table(DatabaseKind.POSTGRESQL, "x", "t").section("columns"));
        assertEquals(
                "decimal(20,0)",
                ColumnTypes.parse(settings.table(DatabaseKind.POSTGRESQL, "x", "t")
                                .section("columns")
                                .getOrDefault("id", ""))
                        .toString());
    }

    @Test
    void globalSectionsLookOutwards() throws IOException {
        SettingScope credentials = settings(
                        Map.of("DESTINATION__FILESYSTEM__CREDENTIALS__AZURE_STORAGE_ACCOUNT_KEY", "k"),
                        "[destination.filesystem]\nazure_storage_account_name = 'a'\n",
                        "")
                .global("destination", "filesystem", "credentials");
        assertEquals(Optional.of("a"), credentials.value(SettingCatalog.ACCOUNT_NAME));
        assertEquals(Optional.of(new Secret("k")), credentials.value(SettingCatalog.ACCOUNT_KEY));
        assertEquals(Optional.empty(), credentials.value(SettingCatalog.ACCOUNT_HOST));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            job_timeout = 'soon' | runtime.job_timeout in .dlt/config.toml: 'soon' is not a length of time, as 90s, 30m, 2h or 3d. It takes: duration.
            job_timeout = '0s'   | runtime.job_timeout in .dlt/config.toml: '0s' is no time at all. It takes: duration.
            log_files_kept = 0   | runtime.log_files_kept in .dlt/config.toml: '0' is not a whole number from 1 to 100000. It takes: number.
            log_level = 'INF'    | runtime.log_level in .dlt/config.toml: 'INF' is not known, did you mean 'info'? It takes: `DEBUG` · `INFO` · `WARNING` · `ERROR`.
            time_zone = 'Eurpe/Oslo' | runtime.time_zone in .dlt/config.toml: 'Eurpe/Oslo' is not a time zone, as UTC or Europe/Oslo. Did you mean 'Europe/Oslo'? It takes: time zone, as `Europe/Oslo`.
            """)
    void aValueThatDoesNotParseNamesFileAndKey(String line, String message) throws IOException {
        SettingScope runtime = settings(Map.of(), "", "[runtime]\n" + line).global("runtime");
        List<Setting<?>> all = SettingCatalog.all().get(0).settings();
        Setting<?> setting = all.stream()
                .filter(each -> line.startsWith(each.key()))
                .findFirst()
                .orElseThrow();
        IngestException wrong = assertThrows(IngestException.class, () -> runtime.value(setting));
        assertEquals(FailureKind.CONFIG, wrong.kind());
        assertEquals("Cannot use the setting " + message, wrong.getMessage());
    }

    @Test
    void misspelledKeysAreFound() throws IOException {
        Settings settings = settings(
                Map.of("SOURCES__X__PASWORD", "p"),
                "[sources.x]\nhots = 'h'\nmy_own = 1\n[sources.x.tables.t]\nslics = 3\n[sources.x.query]\nsslmod = 'x'\n",
                "[runtime]\nlog_levl = 'INFO'\n[destination.filesystem]\nbucket_ulr = 'x'\n");
        assertEquals(
                List.of(
                        "environment: SOURCES__X__PASWORD: nothing reads this key. Did you mean 'password'?",
                        ".dlt/secrets.toml: sources.x.hots: nothing reads this key. Did you mean 'host'?",
                        ".dlt/secrets.toml: sources.x.tables.t.slics: nothing reads this key. Did you mean 'slices'?",
                        ".dlt/config.toml: runtime.log_levl: nothing reads this key. Did you mean 'log_level'?",
                        ".dlt/config.toml: destination.filesystem.bucket_ulr: nothing reads this key. Did you mean"
                                + " 'bucket_url'?"),
                settings.misspelled().stream().map(Finding::toString).toList());
    }

    @Test
    void keysOfAnApiAreNotHeldAgainstThoseOfDatabases() throws IOException {
        String api = "base_url = 'https://h'\npaginator = 'offset'\nheaders = {hots = 'h'}\nhots = 1\n";
        assertEquals(
                List.of(),
                settings(Map.of(), "[sources.x]\n" + api + "[sources.x.tables.t]\nslics = 3\n", "")
                        .misspelled());
        assertEquals(
                List.of(),
                settings(Map.of("SOURCES__X__CLIENT__BASE_URL", "https://h"), "[sources.x]\nhots = 1\n", "")
                        .misspelled());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            host='h'; port=5433; database='d'; username='u'; password='p@ss'                                              | u@h:5433/d[] p@ss
            credentials='postgresql+psycopg2://u:p%40ss@h:5433/d?sslmode=require&a=b+c'                                   | u@h:5433/d[a, sslmode] p@ss
            credentials='postgresql://us%3Aer:p+s%2Fs@h/d%20b'                                                            | us:er@h:5432/d b[] p+s/s
            credentials='postgresql://u:p@ss@h:5432/d?x=a@b'                                                              | u@h:5432/d[x] p@ss
            credentials='postgresql://u:a/b@h/d'                                                                          | u@h:5432/d[] a/b
            credentials='postgresql://u:100%@[::1]:5433/d'                                                                | u@::1:5433/d[] 100%
            credentials='postgresql://u@[fe80::1]/d'                                                                      | u@fe80::1:5432/d[] -
            connection_string='jdbc:postgresql://h/d?user=u&password=p&ssl=true'                                          | u@h:5432/d[ssl] p
            credentials='postgresql://u:old@h/d'; password='new'; port=7                                                  | u@h:7/d[] new
            credentials.host='h'; credentials.database='d'; credentials.username='u'; credentials.password='p'; credentials.query.sslmode='x' | u@h:5432/d[sslmode] p
            host='h'; database='d'; username='u'; query.a='1'; query.b='2'                                                | u@h:5432/d[a, b] -
            """)
    void aConnectionIsWrittenInManyWays(String toml, String expected) throws IOException {
        SettingScope scope = source(toml);
        ConnectionSettings connection = ConnectionSettings.of(scope, "x", ConnectionStyle.POSTGRESQL);
        String password = connection.password().map(Secret::reveal).orElse("-");
        assertEquals(expected, connection + " " + password);
        assertFalse(connection.toString().contains(password) && password.length() > 1, connection::toString);
    }

    @Test
    void theEnvironmentOverridesAPartOfAConnectionString() throws IOException {
        SettingScope scope = settings(
                        Map.of("SOURCES__X__CREDENTIALS__PASSWORD", "env"),
                        "[sources.x]\ncredentials = 'postgresql://u:old@h/d'\n",
                        "")
                .source(DatabaseKind.POSTGRESQL, "x");
        ConnectionSettings connection = ConnectionSettings.of(scope, "x", ConnectionStyle.POSTGRESQL);
        assertEquals(Optional.of(new Secret("env")), connection.password());
        assertEquals("require", queryOf("credentials = 'postgresql://u@h/d?sslmode=require'"));
        assertEquals(
                "disable", queryOf("credentials = 'postgresql://u@h/d?sslmode=require'; query.sslmode = 'disable'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            database='d'; username='u'                  | CONFIG | Cannot connect to the source x: host is not set. Looked for SOURCES__X__HOST in environment, sources.x.host in .dlt/secrets.toml, sources.x.host in .dlt/config.toml. Set it in one of them.
            host=''; database='d'; username='u'         | CONFIG | Cannot connect to the source x: host is not set.
            host='h'; username='u'                      | CONFIG | Cannot connect to the source x: database is not set.
            host='h'; database='d'                      | CONFIG | Cannot connect to the source x: username is not set.
            host='h'; database='d'; username='u'; port=0 | CONFIG | Cannot use the setting sources.x.port in .dlt/secrets.toml: '0' is not a whole number from 1 to 65535.
            credentials='hunter2'                       | CONFIG | Cannot connect to the source x: its connection string (credentials) has no :// behind the name of the database.
            credentials='postgresql://u:hunter2@h:54x/d' | CONFIG | Cannot connect to the source x: its connection string (credentials) has a port that is not a number from 1 to 65535.
            credentials='postgresql://u:hunter2@[::1/d' | CONFIG | Cannot connect to the source x: its connection string (credentials) opens a bracket around the host and does not close it.
            host='h'; database='d'; username='u'        | SECRET | Cannot connect to the source x: no password is set. Looked for SOURCES__X__PASSWORD in environment, sources.x.password in .dlt/secrets.toml, sources.x.password in .dlt/config.toml. Set it in one of them; a server that asks for none takes any text.
            """)
    void whatIsMissingOrWrongIsNamedAndNoSecretShown(String toml, FailureKind kind, String message) throws IOException {
        SettingScope scope = source(toml);
        IngestException fault = assertThrows(
                IngestException.class,
                () -> ConnectionSettings.of(scope, "x", ConnectionStyle.POSTGRESQL)
                        .demandPassword());
        assertEquals(kind, fault.kind());
        assertTrue(fault.getMessage().startsWith(message), fault::getMessage);
        for (Throwable at = fault; at != null; at = at.getCause()) {
            assertFalse(String.valueOf(at.getMessage()).contains("hunter2"), fault::getMessage);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credentials = 'mysql+pymysql://u:p@h/d'",
                "credentials = 'mssql+pyodbc://u:p@h/d'",
                "drivername = 'mysql+pymysql'; host = 'h'; database = 'd'; username = 'u'"
            })
    void aConnectionStringOfAnotherDatabaseIsRefused(String toml) {
        IngestException refusal = assertThrows(IngestException.class, () -> connection(toml));
        assertTrue(refusal.getMessage().contains("its source_type wants postgres or postgresql"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql+psycopg2://u:p@h:5433/d",
                "postgres://u:p@h:5433/d",
                "jdbc:postgresql://h:5433/d?user=u&password=p",
                "postgresql://u:p@/d?host=h&port=5433",
                "postgresql+psycopg://u:p@h:5433/?dbname=d",
                "postgresql+asyncpg://u:p@h:5433/d"
            })
    void theDriverOfAConnectionStringDoesNotMatter(String url) throws IOException {
        assertEquals("u@h:5433/d[]", connection("credentials = '" + url + "'").toString());
    }

    @Test
    void aConnectionStringMayNameSeveralServersButNoneTwice() throws IOException {
        assertEquals(
                "one:5433,two",
                connection("credentials = 'postgresql://u:p@one:5433,two/d'").host());
        assertEquals(
                "one:1,two:2",
                connection("credentials = 'postgresql://u:p@/d?host=one:1&host=two:2'")
                        .host());
        IngestException refusal = assertThrows(
                IngestException.class, () -> connection("credentials = 'postgresql://u:p@one/d?host=two'"));
        assertTrue(refusal.getMessage().contains("says twice"), refusal.getMessage());
    }

    private ConnectionSettings connection(String toml) throws IOException {
        return ConnectionSettings.of(source(toml), "x", ConnectionStyle.POSTGRESQL);
    }

    private String queryOf(String toml) throws IOException {
        return ConnectionSettings.of(source(toml), "x", ConnectionStyle.POSTGRESQL)
                .query()
                .get("sslmode");
    }

    private SettingScope source(String toml) throws IOException {
        String lines = String.join("\n", toml.split(";\\s*"));
        return settings(Map.of(), "[sources.x]\n" + lines + "\n", "").source(DatabaseKind.POSTGRESQL, "x");
    }

    private Settings settings(Map<String, String> environment, String secrets, String config) throws IOException {
        TomlFile secretsFile =
                TomlFile.read(Files.writeString(folder.resolve("secrets.toml"), secrets), ".dlt/secrets.toml");
        TomlFile configFile =
                TomlFile.read(Files.writeString(folder.resolve("config.toml"), config), ".dlt/config.toml");
        return new Settings(List.of(new EnvironmentSettings(environment), secretsFile, configFile));
    }
}
