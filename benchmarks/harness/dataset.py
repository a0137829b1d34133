"""The tables that are read."""

from dataclasses import dataclass

SCHEMA = "ingest_benchmarks"
POSTGRESQL = "PostgreSQL"
SQLSERVER = "SQL Server"


@dataclass(frozen=True)
class Dataset:
    """One or more tables of one shape.

    `kind` is lineitem, mixed or small; `rows` counts all its tables together. A table that is not in PostgreSQL is a copy of
    the one of that name which is.
    """

    kind: str
    rows: int
    table_count: int = 1
    database: str = POSTGRESQL

    @property
    def name(self) -> str:
        return f"{self.kind}_{self.rows}"

    @property
    def tables(self) -> list[str]:
        if self.table_count == 1:
            return [f"{SCHEMA}.{self.name}"]
        return [f"{SCHEMA}.{self.name}_t{number}" for number in range(1, self.table_count + 1)]

    @property
    def title(self) -> str:
        if self.kind == "small":
            return f"{self.table_count} tables of {self.rows // self.table_count:,} rows (TPC-H lineitem)"
        shape = "TPC-H lineitem, 16 columns" if self.kind == "lineitem" else "mixed table, 50 columns"
        place = "" if self.database == POSTGRESQL else f" in {self.database}"
        return f"{self.rows:,} rows{place} ({shape})"
