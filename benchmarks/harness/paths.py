"""Where things are."""

from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
PROJECT = BENCHMARKS.parent
STEPS = BENCHMARKS / "steps"
PEERS = BENCHMARKS / "peers"
WORK = PROJECT / "target" / "benchmarks"
JAVA_SOURCES = BENCHMARKS / "java"
JAVA_CLASSES = WORK / "java"
