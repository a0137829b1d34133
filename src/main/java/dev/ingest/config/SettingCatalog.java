package dev.ingest.config;

import dev.ingest.config.notice.LogFormat;
import dev.ingest.data.ColumnType.Timestamp;
import dev.ingest.job.name.Naming;
import dev.ingest.job.option.ClusterMode;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FullMode;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.job.option.ScnReads;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.secret.Secret;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every setting there is, with unit, default and meaning: the code's and the documentation's one list. */
public final class SettingCatalog {
    public static final Setting<ZoneId> TIME_ZONE = new Setting<>(
            "time_zone",
            ZoneOffset.UTC,
            "time zone, as `Europe/Oslo`",
            "The zone of the execution date: folders, audit and log names.",
            SettingParsers::zone);
    public static final Setting<LogLevel> LOG_LEVEL = new Setting<>(
            "log_level",
            LogLevel.INFO,
            "`DEBUG` · `INFO` · `WARNING` · `ERROR`",
            "The least important message in the log file; the terminal goes by `--quiet` and `--verbose`.",
            SettingParsers::logLevel);
    public static final Setting<LogFormat> LOG_FORMAT = new Setting<>(
            "log_format",
            LogFormat.TEXT,
            "`text` · `json`",
            "How the log file is written: lines for people, or a line of JSON a message; a format of dlt's own is passed over.",
            SettingParsers::logFormat);
    public static final Setting<Long> LOG_FILE_BYTES =
            new Setting<>("log_file_bytes", 20L << 20, "bytes", "Size at which a log file is rolled.", ByteText::parse);
    public static final Setting<Integer> LOG_FILES_KEPT = new Setting<>(
            "log_files_kept",
            30,
            "number",
            "Log files that are kept; older ones go.",
            SettingParsers.whole(1, 100_000));
    public static final Setting<Duration> AUDITS_KEPT = new Setting<>(
            "audits_kept",
            Duration.ofDays(400),
            "duration",
            "How long the files of the audit are kept; older ones go, and with them how jobs ended that did not run since.",
            SettingParsers::positiveDuration);
    public static final Setting<Duration> MANIFESTS_KEPT = new Setting<>(
            "manifests_kept",
            Duration.ofDays(400),
            "duration",
            "How long the lake keeps manifests of loads that no job asks for any more; older ones go at the end of a run.",
            SettingParsers::positiveDuration);
    public static final Setting<Duration> JOB_TIMEOUT = new Setting<>(
            "job_timeout",
            Duration.ofHours(6),
            "duration",
            "How long a job may take before it is cancelled and fails.",
            SettingParsers::positiveDuration);
    public static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
            "idle_timeout",
            Duration.ofMinutes(30),
            "duration",
            "How long a source may send nothing before its job fails.",
            SettingParsers::positiveDuration);
    public static final Setting<Duration> RETRY_FOR = new Setting<>(
            "retry_for",
            Duration.ofMinutes(5),
            "duration",
            "How long what may pass by itself (a server that starts, a lost connection, a busy store) is tried again, after"
                    + " 1, 5, 15, 30, 30, … seconds.",
            SettingParsers::duration);
    public static final Setting<Optional<Integer>> JOB_RETRIES = new Setting<>(
            "job_retries",
            Optional.empty(),
            "number",
            "How often a job is tried again at the most; as often as `retry_for` has time for when not set.",
            text -> Optional.of(SettingParsers.whole(0, 100).apply(text)));

    public static final Setting<Integer> PARALLEL_JOBS = new Setting<>(
            "parallel_jobs",
            1,
            "number",
            "How many jobs run side by side, 64 at the most; `run --parallel` says it for one run.",
            SettingParsers.whole(1, 64));

    public static final Setting<Optional<JobOrder>> JOB_ORDER = new Setting<>(
            "job_order",
            Optional.empty(),
            "`workbook` · `longest_first`",
            "In which order jobs begin: as their rows stand, or those first that took the longest when they last succeeded and"
                    + " before them those that did not yet; when not set, `longest_first` where several run side by side.",
            text -> Optional.of(SettingParsers.choice(JobOrder.class).apply(text)));

    public static final Setting<EngineKind> ENGINE = new Setting<>(
            "engine",
            EngineKind.LOCAL,
            "`local` · `spark`",
            "Where tables are read: in this process, or by the executors of the Spark application that it was started in.",
            SettingParsers.choice(EngineKind.class));

    public static final Setting<Boolean> REPORT = new Setting<>(
            "report",
            true,
            "`true` · `false`",
            "Whether each run ends by writing `metadata/report.html`, as `ingest report` does.",
            SettingParsers::flag);

    public static final Setting<Optional<String>> BUCKET_URL = new Setting<>(
            "bucket_url",
            Optional.empty(),
            "folder or URL",
            "The lake, required: `az://container/prefix`, `abfss://container@account.dfs.core.windows.net/prefix`,"
                    + " `file:///folder` or a folder.",
            Optional::of);
    public static final Setting<String> LAYOUT = new Setting<>(
            "layout",
            "{table_name}/{YYYY}/{MM}/{DD}/{load_id}.{file_id}.{ext}",
            "layout",
            "Where files stand in a dataset, in dlt's placeholders; `{load_id}` and `{file_id}` must be in it.",
            text -> text);
    public static final Setting<Optional<String>> ACCOUNT_NAME =
            new Setting<>("azure_storage_account_name", Optional.empty(), "name", "The storage account.", Optional::of);
    public static final Setting<Optional<String>> ACCOUNT_HOST = new Setting<>(
            "azure_account_host",
            Optional.empty(),
            "host",
            "The service's host, for other clouds, or `host:port` of an emulator, `http://` in front where it speaks plain HTTP;"
                    + " `<account>.dfs.core.windows.net` when not set.",
            Optional::of);
    public static final Setting<Optional<Secret>> ACCOUNT_KEY = new Setting<>(
            "azure_storage_account_key", Optional.empty(), "secret", "The account's key.", SettingParsers::secret);
    public static final Setting<Optional<Secret>> SAS_TOKEN = new Setting<>(
            "azure_storage_sas_token",
            Optional.empty(),
            "secret",
            "A shared access signature of account or container, `sv=…&sig=…`, with the rights `racwdl`.",
            SettingParsers::secret);
    public static final Setting<Optional<String>> TENANT_ID = new Setting<>(
            "azure_tenant_id", Optional.empty(), "id or domain", "The service principal's directory.", Optional::of);
    public static final Setting<Optional<String>> CLIENT_ID = new Setting<>(
            "azure_client_id",
            Optional.empty(),
            "id",
            "The service principal; with neither secret nor certificate, a user-assigned managed identity.",
            Optional::of);
    public static final Setting<Optional<Secret>> CLIENT_SECRET = new Setting<>(
            "azure_client_secret",
            Optional.empty(),
            "secret",
            "The service principal's secret, which goes before a key and a signature.",
            SettingParsers::secret);
    public static final Setting<Optional<String>> CLIENT_CERTIFICATE = new Setting<>(
            "azure_client_certificate_path",
            Optional.empty(),
            "file",
            "In the secret's place: a PEM file with the service principal's certificate and key, or a `.pfx`.",
            Optional::of);
    public static final Setting<Optional<Secret>> CERTIFICATE_PASSWORD = new Setting<>(
            "azure_client_certificate_password",
            Optional.empty(),
            "secret",
            "The password of that file.",
            SettingParsers::secret);

    public static final Setting<Boolean> VAULT_FALLBACK = new Setting<>(
            "fallback",
            true,
            "`true` · `false`",
            "Whether a secret that the key vault does not have may come from a file; `false` makes that an error.",
            SettingParsers::flag);

    public static final Setting<Optional<Secret>> CREDENTIALS = new Setting<>(
            "credentials",
            Optional.empty(),
            "secret",
            "A connection string, `postgresql://user:password@host:5432/database`,"
                    + " `oracle+oracledb://user:password@host:1521/?service_name=service`,"
                    + " `mssql+pyodbc://user:password@host:1433/database` or another of the forms under \"Connections\", or a"
                    + " sub-section with the keys below; `connection_string` is the same.",
            SettingParsers::secret);
    public static final Setting<Optional<String>> HOST =
            new Setting<>("host", Optional.empty(), "name", "The server, required.", Optional::of);
    public static final Setting<Optional<Integer>> PORT = new Setting<>(
            "port",
            Optional.empty(),
            "number",
            "The server's port; the database's usual one when not set.",
            text -> Optional.of(SettingParsers.whole(1, 65_535).apply(text)));
    public static final Setting<Optional<String>> DATABASE = new Setting<>(
            "database", Optional.empty(), "name", "The database, required; of Oracle, its SID.", Optional::of);
    public static final Setting<Optional<String>> SERVICE_NAME = new Setting<>(
            "service_name",
            Optional.empty(),
            "name",
            "Oracle: the database's service, in place of `database`.",
            Optional::of);
    public static final Setting<Optional<String>> SID = new Setting<>(
            "sid", Optional.empty(), "name", "Oracle: the database's SID; `database` is the same.", Optional::of);
    public static final Setting<Optional<String>> DSN = new Setting<>(
            "dsn",
            Optional.empty(),
            "address",
            "Oracle: `host:1521/service` or `(DESCRIPTION=…)`, in place of `host`, `port` and the database.",
            Optional::of);
    public static final Setting<Optional<String>> USERNAME = new Setting<>(
            "username", Optional.empty(), "name", "The login, required but for Windows authentication.", Optional::of);
    public static final Setting<Optional<Secret>> PASSWORD =
            new Setting<>("password", Optional.empty(), "secret", "The login's password.", SettingParsers::secret);
    public static final Setting<Duration> CONNECT_TIMEOUT = new Setting<>(
            "connect_timeout",
            Duration.ofSeconds(30),
            "duration",
            "How long to wait for a connection.",
            SettingParsers::positiveDuration);

    public static final Setting<Optional<String>> PIPELINE_NAME = new Setting<>(
            "pipeline_name",
            Optional.empty(),
            "name",
            "dlt's pipeline and schema name; `<source_type>_to_adls_<source_name>` when not set.",
            SettingParsers::pipelineName);
    public static final Setting<Optional<Integer>> SOURCE_JOBS = new Setting<>(
            "parallel_jobs",
            Optional.empty(),
            "number",
            "How many jobs that read by this section run side by side; as many as `[runtime]` allows when not set.",
            text -> Optional.of(SettingParsers.whole(1, 64).apply(text)));
    public static final Setting<Naming> NAMING = new Setting<>(
            "naming",
            Naming.SNAKE_CASE,
            "`snake_case` · `direct`",
            "How names of tables and columns are written in the lake.",
            SettingParsers.choice(Naming.class));
    public static final Setting<RowSecurity> ROW_SECURITY = new Setting<>(
            "row_security",
            RowSecurity.FAIL,
            "`fail` · `filter`",
            "What happens where row-level security hides rows from the reader: fail, or land what it may see.",
            SettingParsers.choice(RowSecurity.class));
    public static final Setting<Long> LOB_BYTES = new Setting<>(
            "lob_bytes",
            64L << 20,
            "bytes",
            "Oracle: the most of one CLOB, BLOB, LONG, XML or JSON value; a longer one fails the job.",
            ByteText::parse);
    public static final Setting<ScnReads> SCN_READS = new Setting<>(
            "scn_reads",
            ScnReads.AUTO,
            "`auto` · `off`",
            "Oracle: whether tables are read as of a system change number, so that slices see one state; needs FLASHBACK on the table.",
            SettingParsers.choice(ScnReads.class));
    public static final Setting<FullMode> FULL_MODE = new Setting<>(
            "full_mode",
            FullMode.SNAPSHOT,
            "`snapshot` · `replace`",
            "What a FULL load replaces: the same day's files, or all earlier files of the table.",
            SettingParsers.choice(FullMode.class));
    public static final Setting<SchemaChange> ON_SCHEMA_CHANGE = new Setting<>(
            "on_schema_change",
            SchemaChange.EVOLVE,
            "`evolve` · `keep` · `freeze`",
            "What happens when a table's columns change: they land as they are now, with a warning; the same, but columns keep the type that the lake stores while every value fits it; or the job fails.",
            SettingParsers.choice(SchemaChange.class));
    public static final Setting<UnboundedNumber> UNBOUNDED_NUMBER = new Setting<>(
            "unbounded_number",
            UnboundedNumber.DEFAULT,
            "`decimal(p,s)` · `text` · `probe`",
            "What numbers without a declared precision land as; `probe` asks the database first.",
            UnboundedNumber::parse);
    public static final Setting<Integer> MAX_TABLE_NESTING = new Setting<>(
            "max_table_nesting",
            1_000,
            "number",
            "APIs: how many levels of objects and lists within records are taken apart into columns and tables; what lies"
                    + " deeper lands as JSON text.",
            SettingParsers.whole(0, 1_000));
    public static final Setting<Timestamp.Unit> TIMESTAMP_UNIT = new Setting<>(
            "timestamp_unit",
            Timestamp.Unit.MICROS,
            "`micros` · `nanos`",
            "The resolution of timestamps; Spark reads no nanoseconds.",
            SettingParsers.choice(Timestamp.Unit.class));
    public static final Setting<TimestampExcess> TIMESTAMP_EXCESS = new Setting<>(
            "timestamp_excess",
            TimestampExcess.FAIL,
            "`fail` · `truncate`",
            "What happens to times with more fractional digits than `timestamp_unit` keeps: fail, or land without them.",
            SettingParsers.choice(TimestampExcess.class));
    public static final Setting<Unrepresentable> UNREPRESENTABLE = new Setting<>(
            "unrepresentable",
            Unrepresentable.FAIL,
            "`fail` · `null`",
            "What happens to values that their type cannot hold (infinity, NaN in a decimal, years out of range, too many"
                    + " digits): fail, or land as counted nulls.",
            SettingParsers.choice(Unrepresentable.class));
    public static final Setting<Boolean> OFFSET_COLUMNS = new Setting<>(
            "offset_columns",
            false,
            "`true` · `false`",
            "SQL Server: whether a column `<name>_offset` lands beside each `datetimeoffset` that lands as an instant: the"
                    + " minutes by which its clock was ahead of UTC.",
            SettingParsers::flag);
    public static final Setting<Duration> LATE_COMMIT_WINDOW = new Setting<>(
            "late_commit_window",
            Duration.ofHours(1),
            "duration",
            "How far behind the clock an open transaction may hold the horizon back.",
            SettingParsers::duration);
    public static final Setting<Optional<ZoneId>> WATERMARK_TIME_ZONE = new Setting<>(
            "watermark_time_zone",
            Optional.empty(),
            "time zone",
            "The zone that all writers of a watermark column without one keep; when not set, the server's is read by and any is"
                    + " reckoned with.",
            text -> Optional.of(SettingParsers.zone(text)));
    public static final Setting<Optional<String>> WATERMARK_LAG = new Setting<>(
            "watermark_lag",
            Optional.empty(),
            "duration, or a number in the column's unit",
            "How far behind the watermark to read again; none when not set.",
            Optional::of);
    public static final Setting<Unrecognised> ON_UNRECOGNISED = new Setting<>(
            "on_unrecognised",
            Unrecognised.FAIL,
            "`fail` · `land`",
            "What happens when rows near the watermark that landed can no longer be recognised, since a column that told"
                    + " them is gone: fail, or land them again.",
            SettingParsers.choice(Unrecognised.class));
    public static final Setting<EmptyTable> ON_EMPTY = new Setting<>(
            "on_empty",
            EmptyTable.WARN,
            "`warn` · `fail`",
            "What happens when a FULL load finds no row where the last one found some: warn and land it, or fail.",
            SettingParsers.choice(EmptyTable.class));
    public static final Setting<Codec> COMPRESSION = new Setting<>(
            "compression",
            Codec.SNAPPY,
            "`snappy` · `zstd` · `gzip` · `lz4_raw` · `none`",
            "The compression of the Parquet files.",
            SettingParsers.choice(Codec.class));
    public static final Setting<Integer> ROW_GROUP_ROWS = new Setting<>(
            "row_group_rows",
            1_000_000,
            "number",
            "Rows a row group at the most; dlt's `row_group_size` is the same.",
            SettingParsers.whole(1, Integer.MAX_VALUE));
    public static final Setting<Long> ROW_GROUP_BYTES = new Setting<>(
            "row_group_bytes",
            128L << 20,
            "bytes",
            "Bytes a row group at the most; lowered to fit the memory.",
            ByteText::parse);
    public static final Setting<Long> FILE_BYTES = new Setting<>(
            "file_bytes",
            512L << 20,
            "bytes",
            "Size at which the next file is begun; dlt's `file_max_bytes` is the same.",
            ByteText::parse);
    public static final Setting<SliceCount> SLICES = new Setting<>(
            "slices",
            SliceCount.of(1),
            "number · `auto`",
            "How many slices of a table are read at once; the workbook's column wins.",
            SliceCount::parse);
    public static final Setting<Optional<EngineKind>> TABLE_ENGINE = new Setting<>(
            "engine",
            Optional.empty(),
            "`local` · `spark`",
            "Where these tables are read; as `[runtime]` says when not set.",
            text -> Optional.of(ENGINE.parser().apply(text)));
    public static final Setting<ClusterMode> CLUSTER = new Setting<>(
            "cluster",
            ClusterMode.GROUP,
            "`group` · `query`",
            "Where rows are sorted by `cluster_by`: within row groups, or by the source's query, in one slice, so that row"
                    + " groups and files do not overlap.",
            SettingParsers.choice(ClusterMode.class));
    public static final Setting<Boolean> ADD_DLT_LOAD_ID = new Setting<>(
            "add_dlt_load_id",
            false,
            "`true` · `false`",
            "Adds the text column `_dlt_load_id` behind the others: the load that a row came with, as in `_dlt_loads`.",
            SettingParsers::flag);
    public static final Setting<Verification> VERIFY = new Setting<>(
            "verify",
            Verification.FOOTER,
            "`footer` · `count`",
            "What the row count is held against: the files' footers, or the source's own count as well.",
            SettingParsers.choice(Verification.class));

    private static final List<Group> ALL = Stream.of(
                    List.of(
                            new Group(
                                    "[runtime]",
                                    List.of(
                                            TIME_ZONE,
                                            LOG_LEVEL,
                                            LOG_FORMAT,
                                            LOG_FILE_BYTES,
                                            LOG_FILES_KEPT,
                                            AUDITS_KEPT,
                                            MANIFESTS_KEPT,
                                            JOB_TIMEOUT,
                                            IDLE_TIMEOUT,
                                            RETRY_FOR,
                                            JOB_RETRIES,
                                            PARALLEL_JOBS,
                                            JOB_ORDER,
                                            ENGINE,
                                            REPORT)),
                            new Group("[destination.filesystem]", List.of(BUCKET_URL, LAYOUT)),
                            new Group(
                                    "[destination.filesystem.credentials]",
                                    List.of(
                                            ACCOUNT_NAME,
                                            ACCOUNT_HOST,
                                            ACCOUNT_KEY,
                                            SAS_TOKEN,
                                            TENANT_ID,
                                            CLIENT_ID,
                                            CLIENT_SECRET,
                                            CLIENT_CERTIFICATE,
                                            CERTIFICATE_PASSWORD))),
                    NoticeCatalog.groups(),
                    List.of(
                            new Group("[keyvault]", List.of(VAULT_FALLBACK)),
                            new Group(
                                    "[sources.x]",
                                    List.of(
                                            CREDENTIALS,
                                            HOST,
                                            PORT,
                                            DATABASE,
                                            SERVICE_NAME,
                                            SID,
                                            DSN,
                                            USERNAME,
                                            PASSWORD,
                                            CONNECT_TIMEOUT,
                                            PIPELINE_NAME,
                                            SOURCE_JOBS,
                                            NAMING,
                                            ROW_SECURITY,
                                            LOB_BYTES,
                                            SCN_READS)),
                            new Group(
                                    "[sources.x] or [sources.x.tables.t]",
                                    List.of(
                                            FULL_MODE,
                                            ON_SCHEMA_CHANGE,
                                            UNBOUNDED_NUMBER,
                                            MAX_TABLE_NESTING,
                                            TIMESTAMP_UNIT,
                                            TIMESTAMP_EXCESS,
                                            UNREPRESENTABLE,
                                            OFFSET_COLUMNS,
                                            LATE_COMMIT_WINDOW,
                                            WATERMARK_TIME_ZONE,
                                            WATERMARK_LAG,
                                            ON_UNRECOGNISED,
                                            ON_EMPTY,
                                            COMPRESSION,
                                            ROW_GROUP_ROWS,
                                            ROW_GROUP_BYTES,
                                            FILE_BYTES,
                                            SLICES,
                                            TABLE_ENGINE,
                                            CLUSTER,
                                            ADD_DLT_LOAD_ID,
                                            VERIFY))))
            .flatMap(List::stream)
            .toList();

    private SettingCatalog() {}

    /**
     * Settings that are written in the same section.
     *
     * @param section as people write it; {@code x} stands for a source, {@code t} for a table
     * @param settings in the order of the documentation
     */
    public record Group(String section, List<Setting<?>> settings) {
        public Group {
            settings = List.copyOf(settings);
        }
    }

    /** All settings, in the order of the documentation. */
    public static List<Group> all() {
        return ALL;
    }
}
