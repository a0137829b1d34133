"""RESULTS.md."""

import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

from . import aims, server
from .contestants import Tools
from .paths import PROJECT, STEPS
from .results import Section, Spread, Standing

PACKAGES = ("duckdb", "connectorx", "dlt", "pyarrow", "psycopg2-binary", "pymssql")
HEADER = ["wall s", "client CPU s", "peak MB", "files MB", "rows/s"]
HEADER += ["wall ÷ floor", "wall ÷ DuckDB", "CPU ÷ DuckDB", "wall ÷ dlt", "content"]


def page(sections: list[Section], machine: list[tuple[str, str]]) -> str:
    """The whole page; the plot is expected beside it as results.svg."""
    facts = "\n".join(f"- {name}: {value}" for name, value in machine)
    parts = [
        "# Results",
        f"Made by `benchmarks/run`; `README.md` tells what is measured and how. Medians, with least and greatest in"
        " brackets. DuckDB in a ratio is the one with 2 threads, dlt its pyarrow backend. What is"
        " claimed are the ratios, taken within each round; seconds are those of this machine on that day.",
        facts,
        "![Wall and client CPU seconds](results.svg)",
        tables(sections),
        aims.page(sections),
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def tables(sections: list[Section]) -> str:
    return "\n".join(_table(section) for section in sections)


def machine(tools: Tools, load: float) -> list[tuple[str, str]]:
    """What ran where, in which versions; asks the server and pip."""
    listed = subprocess.check_output([tools.python, "-m", "pip", "freeze", "--disable-pip-version-check"], text=True)
    versions = [line.replace("==", " ") for line in listed.splitlines() if line.split("==")[0] in PACKAGES]
    environment = tools.environment
    database = server.ask(environment, "SHOW server_version")
    buffers = server.ask(environment, "SHOW shared_buffers")
    facts = [
        ("Date", datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")),
        ("Command", "`" + " ".join(["benchmarks/run", *_shown(sys.argv[1:])]) + "`"),
        ("Machine", f"{_processor()}, {os.cpu_count()} cores shared with the server, {_memory()}, {platform.system()}"),
        ("Load average before the start", f"{load:.2f}"),
        ("PostgreSQL", f"{database}, shared_buffers {buffers}, sslmode {environment['PGSSLMODE']} for all"),
        ("Peers", ", ".join(versions) + f", Python {platform.python_version()}"),
    ]
    if "MSSQL_HOST" in environment:
        said = subprocess.check_output([tools.python, STEPS / "sqlserver.py"], env=environment, text=True)
        facts.insert(5, ("SQL Server", f"{said.strip()}, Encrypt = {environment['MSSQL_ENCRYPT']} for all"))
    if tools.jar.exists():
        facts.insert(4, ("This project", _commit()))
        facts.insert(4, ("Java", f"{_java(tools.java)}, {' '.join(tools.java_options)}"))
    return facts


def _table(section: Section) -> str:
    lines = [
        f"## {section.dataset.title}",
        "",
        f"Rounds: {section.rounds}.",
        "",
        "| | " + " | ".join(HEADER) + " |",
        "|---" * (len(HEADER) + 1) + "|",
        *(_row(section, standing) for standing in section.standings),
        "",
    ]
    return "\n".join(lines)


def _row(section: Section, standing: Standing) -> str:
    title, verdict = standing.contestant.title, _cell(standing.verdict)
    if not standing.measurements:
        return f"| {title} |" + " – |" * (len(HEADER) - 1) + f" {verdict or standing.left_out} |"
    size = standing.size
    cells = [
        title,
        _spread(standing.wall),
        _spread(standing.cpu),
        _spread(standing.peak, 1e6, 0),
        _spread(size, 1e6, 1) if size else "–",
        f"{section.dataset.rows / standing.wall.median:,.0f}",
        _spread(section.against_floor(standing)),
        _spread(section.against_duckdb(standing)),
        _spread(section.cpu_against_duckdb(standing)),
        _spread(section.against_dlt(standing)),
        verdict or ("same rows" if standing.contestant.writes else "–"),
    ]
    return "| " + " | ".join(cells) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")[:200]


def _spread(spread: Spread | None, unit: float = 1, digits: int = 2) -> str:
    if spread is None:
        return "–"
    median, least, greatest = (
        f"{value / unit:,.{digits}f}" for value in (spread.median, spread.least, spread.greatest)
    )
    return median if least == greatest else f"{median} ({least}–{greatest})"


def _shown(words: list[str]) -> list[str]:
    """The options, less what could hold a password or a person's folders."""
    private = ("--url", "--sqlserver", "--results", "--postgres-data", "--jar", "--earlier-jar")
    shown, skip = [], False
    for word in words:
        if not skip and not word.startswith(private):
            shown.append(word)
        skip = word in private
    return shown


def _commit() -> str:
    """The commit of the work tree, which is the jar's where the jar was built last."""
    command = ["git", "-C", PROJECT, "describe", "--always", "--dirty"]
    try:
        return "commit " + subprocess.check_output(command, text=True, stderr=subprocess.DEVNULL).strip()
    except (OSError, subprocess.CalledProcessError):
        return "commit unknown"


def _java(java: str) -> str:
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    return said.splitlines()[1].strip() if said.count("\n") > 1 else said.strip()


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def _memory() -> str:
    kibibytes = int(Path("/proc/meminfo").read_text().split()[1])
    return f"{kibibytes / 2**20:.0f} GiB"
