"""Who takes part, and how each is called."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .dataset import Dataset
from .paths import PEERS, STEPS
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

    def missing(self, tools: Tools) -> list[str]:
        """The programs it needs and that are not there."""
        return [program for program in self.needs(tools) if not shutil.which(program) and not Path(program).exists()]


FLOOR = "copy"
OURS = "ingest-1"
OURS_SLICED = "ingest-auto"
EARLIER = ("earlier-1", "earlier-auto")
DUCKDB = "duckdb-2"
DLT = "dlt-pyarrow"


def _copy(tools: Tools, dataset: Dataset, folder: Path) -> list:
    copies = (f"COPY (SELECT * FROM {table}) TO STDOUT (FORMAT binary)" for table in dataset.tables)
    return ["psql", "-X", "-q", *(word for copy in copies for word in ("-c", copy))]


def _ingest(slices: str, jar: Callable[[Tools], Path]) -> Callable[[Tools, Dataset, Path], list]:
    def command(tools: Tools, dataset: Dataset, folder: Path) -> list:
        home = folder / "home"
        written = subprocess.run(
            [tools.python, STEPS / "workspace.py", home, folder / "out", slices, *dataset.tables],
            env=tools.environment,
        )
        if written.returncode != 0:
            raise Problem("Cannot write the jar's workspace: see the message above.")
        return [tools.java, *tools.java_options, "-jar", jar(tools), "run", "--home", home]

    return command


def _peer(script: str, *options: str) -> Callable[[Tools, Dataset, Path], list]:
    return lambda tools, dataset, folder: [tools.python, PEERS / script, *options, folder / "out", *dataset.tables]


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
]
