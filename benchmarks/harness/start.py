"""What starts cost: commands that are over before the JVM is warm."""

import argparse
import os
import shutil
import statistics
import sys
from pathlib import Path

from . import server
from .measure import Measurement, measure
from .paths import PROJECT, WORK
from .problem import Problem, exit_code
from .small_loads import make_home, make_tables

ROWS = 1000


def main() -> int:
    return exit_code(lambda: _run(_options()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/start", description=sys.modules["__main__"].__doc__)
    add = parser.add_argument
    add("--jobs", type=int, default=200, metavar="N", help="jobs of the dry run (default: %(default)s)")
    add("--rounds", type=int, default=15, metavar="N", help="(default: %(default)s)")
    add("--postgres-data", type=Path, default=WORK / "postgres", metavar="DIR", help="where the server keeps its data")
    add("--jar", type=Path, default=PROJECT / "target" / "ingest.jar", help="this project's jar (default: %(default)s)")
    add("--earlier-jar", type=Path, metavar="FILE", help="a jar of another commit, measured in turn with it")
    return parser.parse_args()


def _run(options: argparse.Namespace) -> None:
    jars = {"ingest": options.jar} | ({"earlier": options.earlier_jar} if options.earlier_jar else {})
    for jar in jars.values():
        if not jar.exists():
            raise Problem(f"Cannot run {jar}: it is not there. Build it with `mvn package`.")
    work = WORK / "start"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    print(f"load average {os.getloadavg()[0]:.2f} before the start", flush=True)
    with server.own(options.postgres_data.resolve()) as source:
        environment = os.environ | source
        make_tables(environment, options.jobs, ROWS)
        starts = [start for name, jar in jars.items() for start in _starts(environment, name, jar, options.jobs, work)]
        runs: dict[str, list[Measurement]] = {name: [] for name, _ in starts}
        for _ in range(options.rounds):
            for name, command in starts:
                runs[name].append(measure(command, _kept(environment), work, work / "ingest.log", discard_output=True))
    _summary(runs)


def _starts(environment: dict[str, str], program: str, jar: Path, jobs: int, work: Path) -> list[tuple[str, list]]:
    """What is started: the program by itself, and by the script of a home whose class archive is there."""
    java = [_java(), "-jar", jar.resolve()]
    one = _home(environment, java, 1, work / f"{program}-one")
    many = _home(environment, java, jobs, work / f"{program}-many")
    tasks = [
        ("--help", one, ["--help"]),
        (f"a dry run of {jobs} jobs", many, ["run", "--dry-run"]),
        (f"a job of {ROWS:,} rows", one, ["run"]),
    ]
    plain = [(f"{program}: {name}", [*java, *words, *_at(home, words)]) for name, home, words in tasks]
    return plain + [(f"{program} by ingest.sh: {name}", [home / "ingest.sh", *words]) for name, home, words in tasks]


def _java() -> str:
    """The one that `ingest.sh` takes."""
    return os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"


def _kept(environment: dict[str, str]) -> dict[str, str]:
    """Less what would change the script's doing or libpq's."""
    return {name: value for name, value in environment.items() if not name.startswith(("PG", "INGEST_"))}


def _at(home: Path, words: list[str]) -> list:
    return ["--home", home] if "run" in words else []


def _home(environment: dict[str, str], java: list, jobs: int, home: Path) -> Path:
    """A home as `init` makes it; the first load leaves the archive, the next start looks whether it can be used."""
    kept = _kept(environment)
    log = home.parent / f"{home.name}.log"
    measure([*java, "init", home, "--source", "postgresql"], kept, home.parent, log, discard_output=False)
    make_home(environment, home, jobs)
    for _ in range(2):
        measure([home / "ingest.sh", "run"], kept, home.parent, log, discard_output=False)
    if not (home / "tmp" / "ingest.jsa").exists():
        raise Problem(f"Cannot measure starts from a class archive: this Java left none in {home / 'tmp'}.")
    return home


def _summary(runs: dict[str, list[Measurement]]) -> None:
    print(f"\nSeconds, medians (least to most) of {len(next(iter(runs.values())))} rounds:")
    for name, measured in runs.items():
        walls = [each.wall_seconds for each in measured]
        cpus = [each.cpu_seconds for each in measured]
        print(f"  {name:50} wall {_told(walls)}   CPU {_told(cpus)}")


def _told(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"
