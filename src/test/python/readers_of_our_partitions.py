"""Lets DuckDB, pyarrow, Polars, DataFusion, ClickHouse and Spark read tables of ours that are partitioned.

    pip install duckdb pyarrow polars datafusion chdb pyspark     (those that are not installed are left out)
    mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.ingest.engine.stage.HiveTrees -Dexec.args=FOLDER
    python readers_of_our_partitions.py FOLDER

The column stands in the files and in the names of their folders. Prints, for each reader and each table, whether every
value is read as it landed, what changes, or why it is not read. Ends with 0 when the ways that the documentation recommends
for DuckDB, pyarrow and Spark read everything.
"""

import importlib.util
import io
import json
import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq


def in_duckdb(options):
    def read(folder):
        import duckdb

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


def in_polars(**options):
    def read(folder):
        import polars as pl

        frame = pl.scan_parquet(f"{folder}/**/*.parquet", **options).collect()
        return in_pyarrow(lambda _: frame.to_arrow())(folder)

    return read


def in_datafusion(folder):
    import datafusion

    context = datafusion.SessionContext()
    context.register_dataset("t", ds.dataset(folder, partitioning=None))
    return in_pyarrow(lambda _: pa.table(context.sql("SELECT * FROM t").to_arrow_table()))(folder)


def in_clickhouse(settings):
    def read(folder):
        import chdb

        answer = chdb.query(f"SELECT * FROM file('{folder}/**/*.parquet') {settings}", "Parquet")
        return in_pyarrow(lambda _: pq.read_table(io.BytesIO(answer.bytes())))(folder)

    return read


def in_spark(**options):
    def read(folder):
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
        session = builder.config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED").getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        frame = session.read.options(**options).parquet(str(folder))
        kind = dict(frame.dtypes)["c"]
        found = frame.selectExpr("n", "cast(c as string) c").orderBy("n").collect()
        return f"{kind} in Spark {session.version}", [(row.n, row.c) for row in found]

    return read


READERS = {
    "duckdb hive_partitioning=false": in_duckdb(", hive_partitioning = false"),
    "duckdb (no option)": in_duckdb(""),
    "duckdb hive_partitioning=true": in_duckdb(", hive_partitioning = true"),
    "duckdb hive_types_autocast=false": in_duckdb(", hive_partitioning = true, hive_types_autocast = false"),
    "pyarrow read_table partitioning=None": in_pyarrow(lambda folder: pq.read_table(folder, partitioning=None)),
    "pyarrow read_table (no option)": in_pyarrow(lambda folder: pq.read_table(folder)),
    "pyarrow dataset (no option)": in_pyarrow(lambda folder: ds.dataset(folder).to_table()),
    "pyarrow dataset partitioning='hive'": in_pyarrow(lambda folder: ds.dataset(folder, partitioning="hive").to_table()),
    "polars hive_partitioning=False": in_polars(hive_partitioning=False),
    "polars (no option)": in_polars(),
    "datafusion of a pyarrow dataset": in_datafusion,
    "chdb use_hive_partitioning=0": in_clickhouse("SETTINGS use_hive_partitioning = 0"),
    "chdb (no option)": in_clickhouse(""),
    "pyspark recursiveFileLookup": in_spark(recursiveFileLookup=True),
    "pyspark (no option)": in_spark(),
}
RECOMMENDED = (
    "duckdb hive_partitioning=false",
    "pyarrow read_table partitioning=None",
    "pyspark recursiveFileLookup",
)


def verdict(read, folder, values):
    wanted = [(row, values[row // 2]) for row in range(2 * len(values))]
    try:
        kind, rows = read(folder)
    except BaseException as failure:  # Polars panics outside of Exception
        return "refused", " ".join(str(failure).split())[:110]
    wrong = {f"{one[1]!r} read as {other[1]!r}" for one, other in zip(wanted, rows) if one != other}
    if len(rows) != len(wanted):
        return "changed", f"{len(rows)} rows of {len(wanted)}"
    return ("changed", f"{kind}: {', '.join(sorted(wrong))}") if wrong else ("ok", kind)


def main(folder):
    print(f"pyarrow {pa.__version__}")
    failed = False
    for reader, read in READERS.items():
        if not importlib.util.find_spec(reader.split()[0]):
            continue
        print(f"\n{reader}")
        for twin in sorted(Path(folder).glob("*.json")):
            outcome, detail = verdict(read, twin.with_suffix(""), json.loads(twin.read_text(encoding="utf-8")))
            failed |= reader in RECOMMENDED and outcome != "ok"
            print(f"  {outcome:8} {twin.stem:14} {detail}")
    return 1 if failed else 0


if __name__ == "__main__":
    code = main(sys.argv[1])
    sys.stdout.flush()
    os._exit(code)  # chdb's threads end no other way
