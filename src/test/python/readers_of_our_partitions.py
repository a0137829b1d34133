"""Lets DuckDB and pyarrow read tables of ours that are partitioned, with and without hive partitioning.

    pip install duckdb pyarrow
    mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.ingest.engine.HiveTrees -Dexec.args=FOLDER
    python readers_of_our_partitions.py FOLDER

The column stands in the files and in the names of their folders. Prints, for each reader and each table, whether every
value is read as it landed, what changes, or why it is not read. Ends with 0 when the two ways that the documentation
recommends read everything.
"""

import json
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq


def in_duckdb(options):
    def read(folder):
        connection = duckdb.connect()
        source = f"read_parquet('{folder}/**/*.parquet'{options})"
        kind = connection.execute(f"DESCRIBE SELECT c FROM {source}").fetchall()[0][1]
        return kind, connection.execute(f"SELECT n, c::VARCHAR FROM {source} ORDER BY n").fetchall()

    return read


def in_pyarrow(table):
    def read(folder):
        found = table(folder).sort_by("n")
        column = found.column("c")
        kind = str(column.type)
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        return kind, list(zip(found.column("n").to_pylist(), [as_text(value) for value in column.to_pylist()]))

    return read


def as_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


READERS = {
    "duckdb hive_partitioning=false": in_duckdb(", hive_partitioning = false"),
    "duckdb (no option)": in_duckdb(""),
    "duckdb hive_partitioning=true": in_duckdb(", hive_partitioning = true"),
    "duckdb hive_types_autocast=false": in_duckdb(", hive_partitioning = true, hive_types_autocast = false"),
    "pyarrow read_table partitioning=None": in_pyarrow(lambda folder: pq.read_table(folder, partitioning=None)),
    "pyarrow read_table (no option)": in_pyarrow(lambda folder: pq.read_table(folder)),
    "pyarrow dataset (no option)": in_pyarrow(lambda folder: ds.dataset(folder).to_table()),
    "pyarrow dataset partitioning='hive'": in_pyarrow(lambda folder: ds.dataset(folder, partitioning="hive").to_table()),
}
RECOMMENDED = ("duckdb hive_partitioning=false", "pyarrow read_table partitioning=None")


def verdict(read, folder, values):
    wanted = [(row, values[row // 2]) for row in range(2 * len(values))]
    try:
        kind, rows = read(folder)
    except Exception as failure:
        return "refused", str(failure).splitlines()[0][:110]
    wrong = {f"{one[1]!r} read as {other[1]!r}" for one, other in zip(wanted, rows) if one != other}
    if len(rows) != len(wanted):
        return "changed", f"{len(rows)} rows of {len(wanted)}"
    return ("changed", f"{kind}: {', '.join(sorted(wrong))}") if wrong else ("ok", kind)


def main(folder):
    print(f"DuckDB {duckdb.__version__}, pyarrow {pa.__version__}")
    failed = False
    for reader, read in READERS.items():
        print(f"\n{reader}")
        for twin in sorted(Path(folder).glob("*.json")):
            outcome, detail = verdict(read, twin.with_suffix(""), json.loads(twin.read_text(encoding="utf-8")))
            failed |= reader in RECOMMENDED and outcome != "ok"
            print(f"  {outcome:8} {twin.stem:14} {detail}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
