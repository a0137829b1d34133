"""The statements that a client sent, as PostgreSQL logs them with log_min_duration_statement = 0."""

import re
from dataclasses import dataclass
from pathlib import Path

ENTRY = re.compile(r"^\d{4}-\S+ \S+ \S+ \[\d+\] (\w+):  ", re.MULTILINE)
DURATION = re.compile(r"duration: ([\d.]+) ms  (?:parse|bind|execute|statement)")
SENT = re.compile(r"duration: [\d.]+ ms  (?:execute [^:]*|statement): (.*)", re.DOTALL)
PARAMETER = re.compile(r"(\$\d+) = ('(?:[^']|'')*'|NULL)")


@dataclass(frozen=True)
class StatementLog:
    """`statements` are complete, with their parameters in them; `seconds` is what the server says they all took."""

    statements: list[str]
    seconds: float


def read(log: Path, offset: int) -> StatementLog:
    """What stands in a server's log from `offset` on."""
    with open(log, "rb") as file:
        file.seek(offset)
        text = file.read().decode()
    pieces = ENTRY.split(text)[1:]
    statements: list[str] = []
    milliseconds = 0.0
    for level, said in zip(pieces[::2], pieces[1::2]):
        if level == "LOG" and (duration := DURATION.match(said)):
            milliseconds += float(duration.group(1))
            if sent := SENT.match(said):
                # What goes on in the next line is indented by the server.
                statements.append(sent.group(1).rstrip("\n").replace("\n\t", "\n"))
        elif level == "DETAIL" and statements:
            for name, value in PARAMETER.findall(said):
                statements[-1] = re.sub(re.escape(name) + r"(?!\d)", lambda _: value, statements[-1])
    return StatementLog(statements, milliseconds / 1000)
