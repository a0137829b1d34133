"""The tables are made, then the rounds: every contestant in turn, each output judged outside the clock."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from .contestants import Tools, classes, sqlserver_url
from .dataset import POSTGRESQL, Dataset
from .measure import measure
from .paths import JAVA_CLASSES, JAVA_SOURCES, STEPS, WORK
from .problem import Problem
from .results import Output, Section, Standing


def generate(dataset: Dataset, tools: Tools) -> None:
    """Makes the tables where they are not there yet, complete, and leaves them vacuumed and analyzed."""
    print(_step(tools, "generate.py", dataset.kind, dataset.rows, *dataset.tables), end="", flush=True)
    if dataset.database != POSTGRESQL:
        _compile(tools)
        place = (tools.java, classes(tools), sqlserver_url(tools))
        print(_step(tools, "to_sqlserver.py", *place, *dataset.tables), end="", flush=True)


def compete(standings: list[Standing], dataset: Dataset, rounds: int, tools: Tools) -> Section:
    """Runs all rounds. A contestant that fails is out; the others go on."""
    print(f"\n{dataset.title}", flush=True)
    reference = WORK / f"reference-{dataset.name}.json"
    _step(tools, "rows.py", "reference", reference, *dataset.tables)
    _warm(tools, dataset)
    section = Section(dataset, standings, rounds)
    for number in range(1, rounds + 1):
        for standing in section.standings:
            if not standing.fault and not standing.left_out:
                _run(standing, number, dataset, reference, tools)
    return section


def _run(standing: Standing, number: int, dataset: Dataset, reference: Path, tools: Tools) -> None:
    contestant = standing.contestant
    folder = WORK / "runs" / dataset.name / contestant.name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "out").mkdir(parents=True)
    log = folder.with_suffix(".log")
    try:
        command = contestant.command(tools, dataset, folder)
        # What earlier contestants wrote must not be written back on this one's time.
        os.sync()
        measured = measure(command, tools.environment, folder, log, discard_output=not contestant.writes)
        if contestant.writes:
            answer = json.loads(_step(tools, "rows.py", "compare", reference, folder / "out"))
            standing.outputs[number] = Output(
                rows=answer["rows"],
                same=answer["same"],
                differing_columns=answer["differing_columns"],
                codecs=answer["codecs"],
                files=answer["files"],
                size=answer["bytes"],
            )
        standing.measurements[number] = measured
    except Problem as problem:
        standing.fault = f"failed in round {number}: {problem}"
        print(f"  {contestant.name} {standing.fault}. All it said: {log}", flush=True)
        return
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    judged = (
        "" if not contestant.writes else ", same rows" if standing.outputs[number].same else f", {standing.verdict}"
    )
    print(
        f"  round {number}  {contestant.name:<15} {measured.wall_seconds:7.2f} s wall {measured.cpu_seconds:7.2f} s CPU"
        f" {measured.peak_bytes / 1e6:7.0f} MB{judged}",
        flush=True,
    )


def _warm(tools: Tools, dataset: Dataset) -> None:
    """One unmeasured read, so that all find the tables in memory."""
    if dataset.database != POSTGRESQL:
        command = [tools.java, "-cp", classes(tools), "BareReader", sqlserver_url(tools), *dataset.tables]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        return
    for table in dataset.tables:
        query = f"COPY (SELECT * FROM {table}) TO STDOUT (FORMAT binary)"
        subprocess.run(["psql", "-X", "-q", "-c", query], env=tools.environment, stdout=subprocess.DEVNULL, check=True)


def _compile(tools: Tools) -> None:
    compiler = Path(tools.java).with_name("javac") if "/" in tools.java else "javac"
    sources = sorted(JAVA_SOURCES.glob("*.java"))
    done = subprocess.run([compiler, "--release", "17", "-cp", tools.jar, "-d", JAVA_CLASSES, *sources])
    if done.returncode != 0:
        raise Problem("Cannot compile the programs in java/: see the message above. The jar must hold mssql-jdbc.")


def _step(tools: Tools, script: str, *words: object) -> str:
    command = [tools.python, STEPS / script, *map(str, words)]
    done = subprocess.run(command, env=tools.environment, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Problem(f"{script} {words[0]} ended with {done.returncode}: see the message above.")
    return done.stdout
