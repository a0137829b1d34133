"""The project's aims, and what was reached."""

from collections.abc import Iterator

from .contestants import OURS, OURS_SLICED
from .dataset import POSTGRESQL
from .results import Section

THREE_MILLION = 3_000_000
THIRTY_MILLION = 30_000_000

# Aim, limit, reached.
Line = tuple[str, float, float]


def page(sections: list[Section]) -> str:
    """A table of the aims that these sections can judge; empty when there are none."""
    lines = list(_lines(sections))
    if not lines:
        return ""
    rows = [
        f"| {aim} | {limit:.2f} | {reached:.2f} | {'yes' if reached <= limit else 'no'} |"
        for aim, limit, reached in lines
    ]
    return "\n".join(["## Aims", "", "| at most | aim | reached (median) | met |", "|---|---|---|---|", *rows])


def _lines(sections: list[Section]) -> Iterator[Line]:
    by_rows = {
        section.dataset.rows: section
        for section in sections
        if section.dataset.kind == "lineitem" and section.dataset.database == POSTGRESQL
    }
    for rows, wall, cpu in ((THREE_MILLION, 1.5, 2.0), (THIRTY_MILLION, 1.1, 0.9)):
        if rows in by_rows:
            yield from _one_stream(by_rows[rows], wall, cpu)
    if THIRTY_MILLION in by_rows:
        yield from _sliced(by_rows[THIRTY_MILLION])
    for section in sections:
        yield from _sizes(section)
    if THREE_MILLION in by_rows and THIRTY_MILLION in by_rows:
        yield from _growth(by_rows[THREE_MILLION], by_rows[THIRTY_MILLION])


def _one_stream(section: Section, wall: float, cpu: float) -> Iterator[Line]:
    ours, title = section.standing(OURS), section.dataset.title
    if not ours:
        return
    against_floor = section.against_floor(ours)
    if against_floor:
        yield f"one stream, wall ÷ COPY, {title}", wall, against_floor.median
    yield f"one stream, CPU seconds a million rows, {title}", cpu, ours.cpu.median / section.dataset.rows * 1e6


def _sliced(section: Section) -> Iterator[Line]:
    ours, title = section.standing(OURS_SLICED), section.dataset.title
    if not ours:
        return
    wall, cpu = section.against_duckdb(ours), section.cpu_against_duckdb(ours)
    if wall and cpu:
        yield f"slices = auto, wall ÷ DuckDB with 2 threads, {title}", 0.85, wall.median
        yield f"slices = auto, CPU ÷ DuckDB with 2 threads, {title}", 1.0, cpu.median


def _sizes(section: Section) -> Iterator[Line]:
    ours = section.standing(OURS)
    peers = [
        standing.size.median
        for standing in section.standings
        if standing.size and not standing.verdict and standing.contestant.name not in (OURS, OURS_SLICED)
    ]
    if ours and ours.size and peers and section.dataset.table_count == 1:
        yield f"files ÷ the smallest peer's, {section.dataset.title}", 1.05, ours.size.median / min(peers)


def _growth(small: Section, large: Section) -> Iterator[Line]:
    for name, title in ((OURS, "one stream"), (OURS_SLICED, "slices = auto")):
        less, more = small.standing(name), large.standing(name)
        if less and more:
            yield f"{title}, wall of ten times the rows", 10.5, more.wall.median / less.wall.median
            yield f"{title}, peak memory of ten times the rows", 1.1, more.peak.median / less.peak.median
