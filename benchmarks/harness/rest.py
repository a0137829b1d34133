"""Records of a REST API on loopback: who lands how many in a second of its processor's time."""

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

from . import environment
from .contestants import Tools
from .measure import Measurement, measure
from .paths import PEERS, STEPS, WORK
from .problem import Problem

PLACE = WORK / "rest"
FLOOR = "curl, thrown away (the floor)"
OURS = "this project"
DLT = "dlt, rest_api"


def run(options: argparse.Namespace, tools: Tools) -> int:
    """0 when every contestant landed each record once."""
    if not shutil.which("curl"):
        raise Problem("curl is missing, which reads the floor.")
    if not tools.jar.exists():
        raise Problem(f"Cannot run {tools.jar}: it is not there. Build it with `mvn package`.")
    environment.prepare()
    PLACE.mkdir(parents=True, exist_ok=True)
    records = options.rest
    pages = PLACE / f"records-{records}"
    if not pages.exists():
        _step("pages", pages, records)
    measured: dict[str, list[Measurement]] = {FLOOR: [], OURS: [], DLT: []}
    with _api(pages) as address:
        own = environment.variables({"REST_ADDRESS": address})
        for number in range(1, (options.rounds or [3])[0] + 1):
            for name, taken in measured.items():
                taken.append(_round(name, address, records, own, tools))
                print(f"  round {number}  {name:<30} {taken[-1].wall_seconds:7.2f} s wall"
                      f" {taken[-1].cpu_seconds:7.2f} s CPU {taken[-1].peak_bytes / 1e6:6.0f} MB", flush=True)
    print("\n" + _table(measured, records))
    return 0


def _round(name: str, address: str, records: int, own: dict[str, str], tools: Tools) -> Measurement:
    folder = PLACE / "run"
    shutil.rmtree(folder, ignore_errors=True)
    out = folder / "out"
    out.mkdir(parents=True)
    command = _command(name, address, records, folder, own, tools)
    os.sync()
    taken = measure(command, own, folder, PLACE / "run.log", discard_output=name == FLOOR)
    if name != FLOOR:
        _step("judge", out, records)
    return taken


def _command(name: str, address: str, records: int, folder: Path, own: dict[str, str], tools: Tools) -> list:
    if name == FLOOR:
        return ["curl", "-s", "-S", f"{address}/records?page=[0-{(records - 1) // 1000}]"]
    if name == DLT:
        return [tools.python, PEERS / "dlt_rest.py", address, folder / "out"]
    home = folder / "home"
    words = [tools.python, STEPS / "workspace.py", "REST API", home, folder / "out", "", "records"]
    if subprocess.run(words, env=own).returncode != 0:
        raise Problem("Cannot write the jar's workspace: see the message above.")
    return [tools.java, *tools.java_options, "-jar", tools.jar, "run", "--home", home]


@contextlib.contextmanager
def _api(pages: Path) -> Iterator[str]:
    """The API's address; its server is another process and ends with its input."""
    words = [environment.PYTHON, STEPS / "records.py", "serve", pages]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        port = server.stdout.readline().strip()
        if not port:
            raise Problem("The API does not start: see the message above.")
        yield f"http://127.0.0.1:{port}"
        server.stdin.close()


def _table(measured: dict[str, list[Measurement]], records: int) -> str:
    lines = [
        f"{records:,} records of a REST API, medians of {len(measured[FLOOR])} rounds:",
        "",
        "| | wall s | client CPU s | rows a CPU second | peak MB |",
        "|---|---|---|---|---|",
    ]
    for name, taken in measured.items():
        cpu = statistics.median(each.cpu_seconds for each in taken)
        wall = statistics.median(each.wall_seconds for each in taken)
        peak = max(each.peak_bytes for each in taken)
        lines.append(f"| {name} | {wall:.1f} | {cpu:.1f} | {records / cpu:,.0f} | {peak / 1e6:.0f} |")
    ratios = [theirs.cpu_seconds / ours.cpu_seconds for theirs, ours in zip(measured[DLT], measured[OURS], strict=True)]
    lines += ["", f"Rows a CPU second: {statistics.median(ratios):.1f} times dlt's ({min(ratios):.1f} to {max(ratios):.1f})."]
    return "\n".join(lines)


def _step(step: str, path: Path, records: int) -> None:
    if subprocess.run([environment.PYTHON, STEPS / "records.py", step, path, str(records)]).returncode != 0:
        raise Problem(f"records.py {step} failed: see the message above.")
