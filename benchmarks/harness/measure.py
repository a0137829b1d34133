"""One process, measured from outside by the kernel's own accounts."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from .problem import Problem


@dataclass(frozen=True)
class Measurement:
    """What one run cost the client; the server's share is not in it."""

    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int


def measure(command: list, environment: dict[str, str], folder: Path, log: Path, discard_output: bool) -> Measurement:
    """Runs `command` to its end.

    CPU is user and system time of the process and of the children it waited for. The peak is the largest resident
    size of any one of them; Linux lets a new process start from its parent's peak, so the launcher stays small.
    """
    with open(log, "wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if discard_output else output,
            stderr=output,
            env=environment,
            cwd=folder,
        )
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        said = log.read_text(errors="replace").split("\n")
        last = next((line.strip() for line in reversed(said) if line.strip()), "no word")
        raise Problem(f"exit code {process.returncode}, {last}")
    return Measurement(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
