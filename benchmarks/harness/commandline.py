"""Options, and the order of things."""

import argparse
import contextlib
import dataclasses
import os
import shutil
import signal
import sys
from pathlib import Path

from . import environment, plot, report, rest, server
from .contestants import ALL, Contestant, DUCKDB, EARLIER, FLOOR, OURS, OURS_SLICED, Tools
from .dataset import POSTGRESQL, SQLSERVER, Dataset
from .paths import BENCHMARKS, PROJECT, WORK
from .problem import Problem
from .results import Section, Standing
from .rounds import compete, generate

SMALL_TABLE_ROWS = 1_000
# The aims are about these.
NEVER_LEFT_OUT = (FLOOR, OURS, OURS_SLICED, DUCKDB)


def main() -> int:
    """0 when all that took part succeeded and held the source's rows, else 1; 2 when nothing could be run."""
    options = _options()
    # So that finally-clauses end what was started.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        return _run(options)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run", description=sys.modules["__main__"].__doc__)
    add = parser.add_argument
    add("--rows", type=int, action="append", metavar="N", help="rows of lineitem; repeatable (default: 3000000)")
    add("--mixed-rows", type=int, metavar="N", help="rows of the 50-column table (default: 300000; 0: leave it out)")
    add("--small-jobs", type=int, default=0, metavar="N", help=f"also N tables of {SMALL_TABLE_ROWS:,} rows each")
    add("--rest", type=int, nargs="?", const=1_000_000, metavar="N", help="records of a REST API, in place of tables (default: %(const)s)")
    add("--rounds", type=int, action="append", metavar="N", help="rounds; repeated, one a table in turn (default: 3)")
    add("--longest-run", type=float, metavar="SECONDS", help="leave out who would take longer, by a smaller size")
    add("--only", action="append", metavar="NAME", choices=[each.name for each in ALL], help="contestant; repeatable")
    add("--url", help="your own server, postgresql://user:password@host:port/database; default: one is started here")
    add("--sqlserver", metavar="URL", help="also lineitem in this SQL Server, mssql://user:password@host:port/database")
    add("--postgres-data", type=Path, default=WORK / "postgres", metavar="DIR", help="where that one keeps its data")
    add("--jar", type=Path, default=PROJECT / "target" / "ingest.jar", help="this project's jar (default: %(default)s)")
    add("--earlier-jar", type=Path, metavar="FILE", help="a jar of another commit, which takes part as well")
    add("--java-options", default="-Xmx256m", help="options of its JVM (default: --java-options=%(default)s)")
    add("--results", type=Path, default=BENCHMARKS, metavar="DIR", help="where RESULTS.md and its plot are written")
    return parser.parse_args()


def _run(options: argparse.Namespace) -> int:
    WORK.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"The machine is busy (load average {load:.1f}): do not publish what follows.")
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    tools = Tools({}, environment.PYTHON, java, options.java_options.split(), options.jar.resolve(), options.earlier_jar and options.earlier_jar.resolve())
    if options.rest:
        return rest.run(options, tools)
    # Before it is asked who can take part: the peers' programs are in it.
    environment.prepare()
    contestants = _contestants(options, tools)
    datasets = _datasets(options)
    with _source(options) as source:
        if options.sqlserver:
            source = source | server.sqlserver(options.sqlserver)
        tools = dataclasses.replace(tools, environment=environment.variables(source))
        for dataset in datasets:
            generate(dataset, tools)
        sections = []
        rounds = options.rounds or [3]
        for number, dataset in enumerate(datasets):
            taking_part = [
                each
                for each in contestants
                if each.database == dataset.database and (dataset.kind != "small" or each.reads_small_tables)
            ]
            standings = [Standing(each, left_out=_too_slow(each, dataset, sections, options)) for each in taking_part]
            sections.append(compete(standings, dataset, rounds[min(number, len(rounds) - 1)], tools))
        machine = report.machine(tools, load)
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "RESULTS.md").write_text(report.page(sections, machine))
    (options.results / "results.svg").write_text(plot.picture(sections))
    print("\n" + report.tables(sections))
    print(f"Written: {options.results / 'RESULTS.md'} and results.svg beside it.")
    return 1 if any(standing.verdict for section in sections for standing in section.standings) else 0


def _source(options: argparse.Namespace) -> contextlib.AbstractContextManager[dict[str, str]]:
    if options.url:
        return contextlib.nullcontext(server.described(options.url))
    return server.own(options.postgres_data.resolve())


def _contestants(options: argparse.Namespace, tools: Tools) -> list[Contestant]:
    """Those asked for. One that lacks a program is left out, unless it was named."""
    if not shutil.which("psql"):
        raise Problem("psql is missing: install PostgreSQL's client.")
    present = []
    for contestant in ALL:
        if options.only and contestant.name not in options.only:
            continue
        if contestant.name in EARLIER and not options.earlier_jar:
            continue
        missing = ", ".join(contestant.missing(tools))
        if missing and options.only:
            raise Problem(f"Cannot run {contestant.name}: {missing} is missing. Build the jar with `mvn package`.")
        if missing:
            print(f"Left out: {contestant.name}, for {missing} is missing.")
        else:
            present.append(contestant)
    return present


def _too_slow(contestant: Contestant, dataset: Dataset, sections: list[Section], options: argparse.Namespace) -> str:
    """Why a contestant does not take part in a size; empty when it does."""
    if contestant.name in NEVER_LEFT_OUT:
        return ""
    for section in sections:
        smaller = section.standing(contestant.name)
        if options.longest_run and smaller and section.dataset.kind == dataset.kind:
            seconds = smaller.wall.median * dataset.rows / section.dataset.rows
            if seconds > options.longest_run:
                return f"left out: at the speed of {section.dataset.rows:,} rows a run would take {seconds:.0f} s"
    return ""


def _datasets(options: argparse.Namespace) -> list[Dataset]:
    databases = [POSTGRESQL, SQLSERVER] if options.sqlserver else [POSTGRESQL]
    datasets = [
        Dataset("lineitem", rows, database=database) for rows in options.rows or [3_000_000] for database in databases
    ]
    mixed_rows = 300_000 if options.mixed_rows is None else options.mixed_rows
    if mixed_rows:
        datasets.append(Dataset("mixed", mixed_rows))
    if options.small_jobs:
        datasets.append(Dataset("small", options.small_jobs * SMALL_TABLE_ROWS, options.small_jobs))
    return datasets
