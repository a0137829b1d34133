"""Who takes part, and how each is called."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .dataset import POSTGRESQL, SQLSERVER, Dataset
from .paths import JAVA_CLASSES, PEERS, STEPS
from .problem import Problem


@dataclass(frozen=True)
class Tools:
    """The programs that contestants need, and the environment they run in."""

    environment: dict[str, str]
    python: Path
    java: str
    java_options: list[str]
    jar: Path
    earlier: Path | None = None


@dataclass(frozen=True)
class Contestant:
    """One way to read a dataset.

    `command` is given the tools, the dataset and an empty folder; Parquet lands in that folder's `out`.
    """

    name: str
    title: str
    command: Callable[[Tools, Dataset, Path], list]
    needs: Callable[[Tools], list[str]]
    writes: bool = True
    reads_small_tables: bool = False
    database: str = POSTGRESQL

    def missing(self, tools: Tools) -> list[str]:
        """The programs it needs and that are not there."""
        return [program for program in self.needs(tools) if not shutil.which(program) and not Path(program).exists()]


FLOOR = "copy"
OURS = "ingest-1"
OURS_SLICED = "ingest-auto"
EARLIER = ("earlier-1", "earlier-auto")
DUCKDB = "duckdb-2"
DLT = "dlt-pyarrow"
BARE = "bare-driver"
OURS_SQLSERVER = ("ingest-1-sqlserver", "ingest-auto-sqlserver")
DLT_SQLSERVER = "dlt-sqlserver"


def _copy(tools: Tools, dataset: Dataset, folder: Path) -> list:
    copies = (f"COPY (SELECT * FROM {table}) TO STDOUT (FORMAT binary)" for table in dataset.tables)
    return ["psql", "-X", "-q", *(word for copy in copies for word in ("-c", copy))]


def _ingest(slices: str, jar: Callable[[Tools], Path]) -> Callable[[Tools, Dataset, Path], list]:
    def command(tools: Tools, dataset: Dataset, folder: Path) -> list:
        home = folder / "home"
        written = subprocess.run(
            [tools.python, STEPS / "workspace.py", dataset.database, home, folder / "out", slices, *dataset.tables],
            env=tools.environment,
        )
        if written.returncode != 0:
            raise Problem("Cannot write the jar's workspace: see the message above.")
        return [tools.java, *tools.java_options, "-jar", jar(tools), "run", "--home", home]

    return command


def _peer(script: str, *options: str) -> Callable[[Tools, Dataset, Path], list]:
    return lambda tools, dataset, folder: [tools.python, PEERS / script, *options, folder / "out", *dataset.tables]


def _spark(tools: Tools) -> str:
    """Comes with pyspark; the master is this machine, a task a core."""
    return str(tools.python.with_name("spark-submit"))


def _submit(tools: Tools, *words: object, **environment: object) -> list:
    known = environment | {"PYSPARK_PYTHON": tools.python, "SPARK_LOCAL_IP": "127.0.0.1"}
    return [
        *("env", *(f"{name}={value}" for name, value in known.items()), _spark(tools)),
        *("--master", "local[*]", "--conf", "spark.ui.enabled=false", *words),
    ]


def _ingest_on_spark(tools: Tools, dataset: Dataset, folder: Path) -> list:
    """By the same workbook, all of it inside the clock."""
    local = _ingest("auto", lambda tools: tools.jar)(tools, dataset, folder)
    run = local[local.index("run") :]
    return _submit(tools, "--class", "dev.ingest.Main", tools.jar, *run, RUNTIME__ENGINE="spark")


def _spark_copy(tools: Tools, dataset: Dataset, folder: Path) -> list:
    """The jar holds the driver."""
    return _submit(tools, "--jars", tools.jar, PEERS / "spark_copy.py", folder / "out", *dataset.tables)


def classes(tools: Tools) -> str:
    """The class path of the programs in java/, and of the drivers."""
    return f"{JAVA_CLASSES}:{tools.jar}"


def sqlserver_url(tools: Tools) -> str:
    """As mssql-jdbc takes it."""
    at = {name: tools.environment["MSSQL_" + name] for name in ("HOST", "PORT", "DATABASE", "USER", "PASSWORD", "ENCRYPT")}
    return (
        f"jdbc:sqlserver://{at['HOST']}:{at['PORT']};databaseName={{{at['DATABASE']}}};user={{{at['USER']}}};"
        f"password={{{at['PASSWORD'].replace('}', '}}')}}};encrypt={'true' if at['ENCRYPT'] == 'yes' else 'false'};"
        "trustServerCertificate=true;responseBuffering=adaptive;packetSize=16384"
    )


def _bare(tools: Tools, dataset: Dataset, folder: Path) -> list:
    return [
        *(tools.java, *tools.java_options, "-cp", classes(tools)),
        *("BareReader", sqlserver_url(tools), *dataset.tables),
    ]


def _java(tools: Tools) -> list[str]:
    return [tools.java, str(tools.jar)]


def _java_and_earlier(tools: Tools) -> list[str]:
    return [tools.java, str(tools.earlier)]


def _nothing(tools: Tools) -> list[str]:
    return []


ALL = [
    Contestant(
        FLOOR,
        "psql, COPY binary > /dev/null (the floor)",
        _copy,
        lambda tools: ["psql"],
        writes=False,
        reads_small_tables=True,
    ),
    Contestant(OURS, "this project, 1 slice", _ingest("1", lambda tools: tools.jar), _java, reads_small_tables=True),
    Contestant(OURS_SLICED, "this project, slices = auto", _ingest("auto", lambda tools: tools.jar), _java),
    Contestant(
        EARLIER[0],
        "an earlier jar of this project, 1 slice",
        _ingest("1", lambda tools: tools.earlier),
        _java_and_earlier,
        reads_small_tables=True,
    ),
    Contestant(
        EARLIER[1],
        "an earlier jar of this project, slices = auto",
        _ingest("auto", lambda tools: tools.earlier),
        _java_and_earlier,
    ),
    Contestant(
        DUCKDB,
        "DuckDB postgres extension, 2 threads",
        _peer("duckdb_copy.py", "2"),
        _nothing,
        reads_small_tables=True,
    ),
    Contestant("duckdb-1", "DuckDB postgres extension, 1 thread", _peer("duckdb_copy.py", "1"), _nothing),
    Contestant("connectorx", "ConnectorX, pyarrow (whole table in memory)", _peer("connectorx_copy.py"), _nothing),
    Contestant(
        "dlt-connectorx",
        "dlt, connectorx backend (whole table in memory)",
        _peer("dlt_copy.py", "connectorx"),
        _nothing,
    ),
    Contestant(
        DLT,
        "dlt, pyarrow backend",
        _peer("dlt_copy.py", "pyarrow"),
        _nothing,
        reads_small_tables=True,
    ),
    Contestant(
        "ingest-spark",
        "this project on Spark, slices = auto",
        _ingest_on_spark,
        lambda tools: [tools.java, str(tools.jar), _spark(tools)],
    ),
    Contestant(
        "spark-jdbc",
        "Spark's own JDBC reader, a partition a core",
        _spark_copy,
        lambda tools: [tools.java, str(tools.jar), _spark(tools)],
    ),
    Contestant(
        BARE,
        "mssql-jdbc, typed getters, thrown away (the floor)",
        _bare,
        _java,
        writes=False,
        database=SQLSERVER,
    ),
    Contestant(
        OURS_SQLSERVER[0],
        "this project, 1 slice",
        _ingest("1", lambda tools: tools.jar),
        _java,
        database=SQLSERVER,
    ),
    Contestant(
        OURS_SQLSERVER[1],
        "this project, slices = auto",
        _ingest("auto", lambda tools: tools.jar),
        _java,
        database=SQLSERVER,
    ),
    Contestant(
        "connectorx-sqlserver",
        "ConnectorX, pyarrow (whole table in memory)",
        _peer("connectorx_copy.py", "--sqlserver"),
        _nothing,
        database=SQLSERVER,
    ),
    Contestant(
        DLT_SQLSERVER,
        "dlt, pyarrow backend",
        _peer("dlt_copy.py", "--sqlserver", "pyarrow"),
        _nothing,
        database=SQLSERVER,
    ),
]

FLOORS = {POSTGRESQL: FLOOR, SQLSERVER: BARE}
DLTS = {POSTGRESQL: DLT, SQLSERVER: DLT_SQLSERVER}
