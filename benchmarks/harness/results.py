"""What the rounds gave."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from .contestants import DLTS, DUCKDB, FLOORS, Contestant
from .dataset import Dataset
from .measure import Measurement


@dataclass(frozen=True)
class Output:
    """What a contestant wrote, judged against the source."""

    rows: int
    same: bool
    differing_columns: list[str]
    codecs: list[str]
    files: int
    size: int


@dataclass(frozen=True)
class Spread:
    """Median, least and greatest of the rounds."""

    median: float
    least: float
    greatest: float

    @staticmethod
    def of(values: list[float]) -> "Spread":
        return Spread(statistics.median(values), min(values), max(values))


@dataclass
class Standing:
    """One contestant's rounds on one dataset, by the round's number."""

    contestant: Contestant
    measurements: dict[int, Measurement] = field(default_factory=dict)
    outputs: dict[int, Output] = field(default_factory=dict)
    fault: str = ""
    left_out: str = ""

    def spread(self, quantity: Callable[[Measurement], float]) -> Spread:
        return Spread.of([quantity(measurement) for measurement in self.measurements.values()])

    @property
    def wall(self) -> Spread:
        return self.spread(lambda measurement: measurement.wall_seconds)

    @property
    def cpu(self) -> Spread:
        return self.spread(lambda measurement: measurement.cpu_seconds)

    @property
    def peak(self) -> Spread:
        return self.spread(lambda measurement: measurement.peak_bytes)

    @property
    def size(self) -> Spread | None:
        return Spread.of([output.size for output in self.outputs.values()]) if self.outputs else None

    @property
    def verdict(self) -> str:
        """Empty when every output held the source's rows, compressed as agreed."""
        if self.fault:
            return self.fault
        for number, output in self.outputs.items():
            if not output.same:
                columns = ", ".join(output.differing_columns) or "rows put together differently"
                return f"round {number} does not hold the source's rows: {output.rows:,} rows; differing: {columns}"
            if output.codecs != ["SNAPPY"]:
                return f"round {number} is compressed by {', '.join(output.codecs)}, not by SNAPPY as the others"
        return ""


@dataclass
class Section:
    """All standings on one dataset."""

    dataset: Dataset
    standings: list[Standing]
    rounds: int

    def standing(self, name: str) -> Standing | None:
        """The contestant's standing, if it took part and was measured."""
        found = (each for each in self.standings if each.contestant.name == name and each.measurements)
        return next(found, None)

    def ratio(self, standing: Standing, name: str, quantity: Callable[[Measurement], float]) -> Spread | None:
        """A quantity against that of the contestant `name` in the same round."""
        base = self.standing(name)
        rounds = [number for number in standing.measurements if base and number in base.measurements]
        if not rounds:
            return None
        return Spread.of([quantity(standing.measurements[n]) / quantity(base.measurements[n]) for n in rounds])

    def against_floor(self, standing: Standing) -> Spread | None:
        return self.ratio(standing, FLOORS[self.dataset.database], lambda measurement: measurement.wall_seconds)

    def against_duckdb(self, standing: Standing) -> Spread | None:
        return self.ratio(standing, DUCKDB, lambda measurement: measurement.wall_seconds)

    def against_dlt(self, standing: Standing) -> Spread | None:
        return self.ratio(standing, DLTS[self.dataset.database], lambda measurement: measurement.wall_seconds)

    def cpu_against_duckdb(self, standing: Standing) -> Spread | None:
        return self.ratio(standing, DUCKDB, lambda measurement: measurement.cpu_seconds)
