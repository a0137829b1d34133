"""Many small loads in one run; where their time goes."""

import argparse
import os
import shutil
import statistics
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from . import server, statement_log
from .measure import Measurement, measure
from .paths import PROJECT, WORK
from .problem import Problem, exit_code

SCHEMA = "small_loads"
READER = "small_loads_reader"

COLUMNS = """
    g::bigint AS l_orderkey, (g * 7919 % 200000)::bigint AS l_partkey, (g * 104729 % 10000)::bigint AS l_suppkey,
    (g % 7)::int AS l_linenumber, (g % 50)::numeric(15,2) AS l_quantity, (g * 1.01)::numeric(15,2) AS l_extendedprice,
    (g % 10 / 100.0)::numeric(15,2) AS l_discount, (g % 8 / 100.0)::numeric(15,2) AS l_tax,
    substr('RAN', g % 3 + 1, 1)::char(1) AS l_returnflag, substr('OF', g % 2 + 1, 1)::char(1) AS l_linestatus,
    date '1992-01-01' + g % 2500 AS l_shipdate, date '1992-02-01' + g % 2500 AS l_commitdate,
    date '1992-03-01' + g % 2500 AS l_receiptdate, 'DELIVER IN PERSON'::char(25) AS l_shipinstruct,
    'TRUCK'::char(10) AS l_shipmode, md5(g::text)::varchar(44) AS l_comment"""

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="xl/workbook.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="jobs" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="worksheets/sheet1.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
}
HEADER = ["source_type", "source_name", "table_name", "load_type", "watermark_column", "last_watermark", "enabled"]


@dataclass(frozen=True)
class Round:
    """One after the other: a run of one job, a run of all jobs, all jobs' statements sent by psql."""

    load: float
    one: Measurement
    all: Measurement
    database_seconds: float


def main() -> int:
    return exit_code(lambda: _run(_options()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/small-loads", description=sys.modules["__main__"].__doc__)
    add = parser.add_argument
    add("--jobs", type=int, default=200, metavar="N", help="tables, each a FULL job (default: %(default)s)")
    add("--rows", type=int, default=1000, metavar="N", help="rows of each (default: %(default)s)")
    add("--rounds", type=int, default=5, metavar="N", help="(default: %(default)s)")
    add("--postgres-data", type=Path, default=WORK / "postgres", metavar="DIR", help="where the server keeps its data")
    add("--jar", type=Path, default=PROJECT / "target" / "ingest.jar", help="this project's jar (default: %(default)s)")
    add("--again", action="store_true", help="measure the second run of each home, whose tables the lake knows")
    add("--java-options", default="-Xmx256m", help="options of its JVM (default: --java-options=%(default)s)")
    return parser.parse_args()


def _run(options: argparse.Namespace) -> None:
    if not options.jar.exists():
        raise Problem(f"Cannot run {options.jar}: it is not there. Build it with `mvn package`.")
    work = WORK / "small-loads"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    data = options.postgres_data.resolve()
    with server.own(data) as source:
        environment = os.environ | source
        make_tables(environment, options.jobs, options.rows)
        statements = _statements(environment, data / "server.log", options, work)
        print(f"{len(statements.statements) / options.jobs:.1f} statements a job; "
              f"{1000 * statements.seconds / options.jobs:.1f} ms a job by the server's own log")
        rounds = []
        for number in range(options.rounds):
            rounds.append(_round(environment, statements, options, work))
            print(f"round {number + 1}: {_told(rounds[-1], options.jobs)}", flush=True)
    _summary(rounds, options.jobs)


def make_tables(environment: dict[str, str], jobs: int, rows: int) -> None:
    columns = COLUMNS.replace("'", "''")
    for statement in (
        f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE",
        f"DROP ROLE IF EXISTS {READER}",
        f"CREATE SCHEMA {SCHEMA}",
        f"""DO $$ BEGIN FOR number IN 0 .. {jobs - 1} LOOP
              EXECUTE format('CREATE TABLE {SCHEMA}.t%s AS SELECT {columns.replace("%", "%%")}
                FROM generate_series(1, {rows}) g', number);
            END LOOP; END $$""",
        f"CREATE ROLE {READER} LOGIN PASSWORD '{environment['PGPASSWORD']}'",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {READER}",
    ):
        server.ask(environment, statement)
    server.ask(environment, "VACUUM (FREEZE, ANALYZE)")


def _statements(environment, log: Path, options: argparse.Namespace, work: Path) -> statement_log.StatementLog:
    """What the jar sends to the server, in a run that is not measured."""
    server.ask(environment, f"ALTER ROLE {READER} SET log_min_duration_statement = 0")
    offset = log.stat().st_size
    _ingest(environment, options.jobs, argparse.Namespace(**vars(options) | {"again": False}), work)
    server.ask(environment, f"ALTER ROLE {READER} RESET log_min_duration_statement")
    return statement_log.read(log, offset)


def _round(environment, statements: statement_log.StatementLog, options: argparse.Namespace, work: Path) -> Round:
    load = os.getloadavg()[0]
    one = _ingest(environment, 1, options, work)
    many = _ingest(environment, options.jobs, options, work)
    reader = environment | {"PGUSER": READER}
    script = work / "statements.sql"
    script.write_text("".join(statement + "\n;\n" for statement in statements.statements))
    psql = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f"]
    empty = work / "empty.sql"
    empty.touch()
    start = measure([*psql, empty], reader, work, work / "psql.log", discard_output=True)
    sent = measure([*psql, script], reader, work, work / "psql.log", discard_output=True)
    return Round(load, one, many, sent.wall_seconds - start.wall_seconds)


def _ingest(environment: dict[str, str], jobs: int, options: argparse.Namespace, work: Path) -> Measurement:
    home = work / "home"
    shutil.rmtree(home, ignore_errors=True)
    make_home(environment, home, jobs)
    os.sync()
    command = ["java", *options.java_options.split(), "-jar", options.jar.resolve(), "run", "--home", home]
    kept = {name: value for name, value in environment.items() if not name.startswith("PG")}
    if options.again:
        measure(command, kept, work, work / "ingest.log", discard_output=False)
        os.sync()
    return measure(command, kept, work, work / "ingest.log", discard_output=False)


def make_home(environment: dict[str, str], home: Path, jobs: int) -> None:
    for folder in ("config", ".dlt"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    rows = [HEADER]
    rows += [["postgresql", "bench", f"{SCHEMA}.t{number}", "FULL", "", "", "Y"] for number in range(jobs)]
    cells = (
        "".join(
            f'<c r="{chr(65 + column)}{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for column, text in enumerate(texts)
            if text
        )
        for row, texts in enumerate(rows, start=1)
    )
    sheet = SHEET % "".join(f'<row r="{row}">{each}</row>' for row, each in enumerate(cells, start=1))
    with zipfile.ZipFile(home / "config" / "ingestion_config.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in (PARTS | {"xl/worksheets/sheet1.xml": sheet}).items():
            book.writestr(name, part)
    secrets = home / ".dlt" / "secrets.toml"
    secrets.touch(mode=0o600)
    secrets.write_text(
        f'[sources.bench]\nhost = "{environment["PGHOST"]}"\nport = {environment["PGPORT"]}\n'
        f'database = "{environment["PGDATABASE"]}"\nusername = "{READER}"\npassword = "{environment["PGPASSWORD"]}"\n'
        f'[sources.bench.query]\nsslmode = "disable"\n'
        f'[destination.filesystem]\nbucket_url = "{home / "lake"}"\n'
    )


def _parts(one: Round, jobs: int) -> dict[str, float]:
    """Milliseconds a job."""
    database = 1000 * one.database_seconds / jobs
    further = 1000 * (one.all.wall_seconds - one.one.wall_seconds) / (jobs - 1)
    return {
        "wall": 1000 * one.all.wall_seconds / jobs,
        "without the start": further,
        "database": database,
        "beyond the database": further - database,
        "client CPU without the start": 1000 * (one.all.cpu_seconds - one.one.cpu_seconds) / (jobs - 1),
    }


def _told(one: Round, jobs: int) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in _parts(one, jobs).items()) + f" (load {one.load:.1f})"


def _summary(rounds: list[Round], jobs: int) -> None:
    print(f"\nMilliseconds a job, {jobs} jobs in one run, {len(rounds)} rounds:")
    for name in _parts(rounds[0], jobs):
        values = [_parts(each, jobs)[name] for each in rounds]
        print(f"  {name:30} median {statistics.median(values):6.1f}   {min(values):.1f} to {max(values):.1f}")
