"""The Python environment of the peers: one venv of its own, made from requirements.txt."""

import os
import subprocess
import sys
import venv

from .paths import BENCHMARKS, WORK
from .problem import Problem

VENV = WORK / "venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = BENCHMARKS / "requirements.txt"


def prepare() -> None:
    """Makes the venv, or makes it anew when requirements.txt or Python changed."""
    stamp = VENV / "made-from.txt"
    wanted = sys.version + "\n" + REQUIREMENTS.read_text()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Making the peers' environment in {VENV} ...", flush=True)
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise Problem(f"Cannot make a venv: {fault}. On Debian, install python3-venv.") from fault
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS]
    if subprocess.run(install).returncode != 0:
        raise Problem("Cannot install the peers from requirements.txt: see pip's message above.")
    stamp.write_text(wanted)


def variables(source: dict[str, str]) -> dict[str, str]:
    """The environment of every process: this one's, less what would change libpq, dlt or Java, plus the source."""
    unwanted = ("PG", "DLT_", "SOURCES__", "DESTINATION__", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    own = {"RUNTIME__DLTHUB_TELEMETRY": "false", "PYTHONDONTWRITEBYTECODE": "1", "TZ": "UTC"}
    return kept | source | own
