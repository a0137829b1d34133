"""Lets Spark, DuckDB, pyarrow, Polars, DataFusion and ClickHouse read tables of ours that change between two days.

    pip install duckdb pyarrow polars datafusion chdb pyspark     (Spark: Java 17; another version in an environment of its own)
    mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.ingest.e2e.fixture.DriftingLake -Dexec.args=FOLDER
    python src/test/python/readers_of_our_lake.py FOLDER [READER ...]

Readers that are not installed are left out. The queries are those of src/site/markdown/reading-the-lake.md, by the comment in their first
line. Prints the table of readers and changes as that page has it, then what each query found. Ends with 0 when every query of the
page, on each table that it is meant for, gave every row, value and type.
"""

import importlib.util
import io
import json
import os
import re
import sys
from decimal import Decimal
from pathlib import Path

PAGE = Path(__file__).resolve().parents[3] / "src" / "site" / "markdown" / "reading-the-lake.md"
BLOCK = re.compile(r"```(?:sql|python)\n(?:--|#) ([^\n]+)\n(.*?)```", re.DOTALL)
DRIFTS = ("none", "added", "dropped", "bigint", "decimal", "double", "kept", "partitioned", "emptied")
COLUMNS = ("id", "note", "amount", "weight", "region", "added")


def blocks(dataset):
    """The queries of the page, pointed at a dataset."""
    page = PAGE.read_text(encoding="utf-8")
    for folder in ("abfss://raw-data@account.dfs.core.windows.net/crm", "lake/crm"):
        page = page.replace(folder, str(dataset))
    return {name: text for name, text in BLOCK.findall(page)}


def statements(text):
    return [statement for statement in text.split(";") if statement.strip()]


def normal(row):
    """A row as what it holds, whatever the reader calls the types."""
    def value(one):
        return str(one.normalize()) if isinstance(one, Decimal) else one

    held = {column: value(row.get(column)) for column in COLUMNS}
    return json.dumps({column: one for column, one in held.items() if one is not None}, default=str)


def rows(table):
    return sorted(normal(row) for row in table.to_pylist())


def expected(folder, name):
    lines = (folder / "expected" / f"{name}.json").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        row = json.loads(line, parse_float=Decimal)
        row["weight"] = None if row.get("weight") is None else float(row["weight"])
        row["amount"] = None if row.get("amount") is None else Decimal(row["amount"])
        found.append(normal(row))
    return sorted(found)


class DuckDb:
    name = "DuckDB"

    def __init__(self):
        import duckdb

        self.version = duckdb.__version__
        self.module = duckdb

    def run(self, texts):
        connection = self.module.connect()
        *settings, query = statements(texts[-1])
        for statement in settings:
            connection.execute(statement)
        return rows(connection.sql(query).to_arrow_table())

    def ways(self, table):
        return {"no option": lambda: self.run([f"SELECT * FROM read_parquet('{table}/**/*.parquet')"])}

    best = "`union_by_name`, `hive_partitioning = false`"


class PyArrow:
    name = "pyarrow"

    def __init__(self):
        import pyarrow

        self.version = pyarrow.__version__

    def run(self, texts):
        space = {}
        for text in texts:
            exec(text, space)
        return rows(space.get("snapshot", space.get("orders")))

    def ways(self, table):
        import pyarrow.parquet as pq

        return {
            "`read_table(folder)`": lambda: rows(pq.read_table(table)),
            "`partitioning=None`": lambda: rows(pq.read_table(table, partitioning=None)),
        }

    best = '`unify_schemas(…, "permissive")`'


class Polars:
    name = "Polars"

    def __init__(self):
        import polars

        self.version = polars.__version__
        self.module = polars

    def run(self, texts):
        space = {}
        exec(texts[-1], space)
        return rows(space["orders"].to_arrow())

    def ways(self, table):
        def scan(**options):
            return lambda: rows(self.module.scan_parquet(f"{table}/**/*.parquet", **options).collect().to_arrow())

        return {
            "`scan_parquet(folder)`": scan(),
            '`missing_columns="insert", extra_columns="ignore"`': scan(missing_columns="insert", extra_columns="ignore"),
        }

    best = '`concat(…, how="diagonal_relaxed")`'


class DataFusion:
    name = "DataFusion"

    def __init__(self):
        import datafusion

        self.version = datafusion.__version__
        self.module = datafusion

    def run(self, texts):
        import pyarrow as pa

        context = self.module.SessionContext()
        for statement in statements(texts[-1]):
            result = context.sql(statement)
        return rows(pa.table(result.to_arrow_table()))

    def ways(self, table):
        create = f"CREATE EXTERNAL TABLE orders STORED AS PARQUET LOCATION '{table}/'; SELECT * FROM orders"
        descend = "SET datafusion.execution.listing_table_ignore_subdirectory = false; "
        return {
            "no option": lambda: self.run([create]),
            "`listing_table_ignore_subdirectory = false`": lambda: self.run([descend + create]),
        }

    best = "and the columns named"


class ClickHouse:
    name = "ClickHouse"

    def __init__(self):
        import chdb

        self.module = chdb
        self.version = str(chdb.query("SELECT version()")).strip().strip('"')

    def run(self, texts):
        import pyarrow.parquet as pq

        answer = self.module.query(statements(texts[-1])[-1], "Parquet")
        return rows(pq.read_table(io.BytesIO(answer.bytes())))

    def ways(self, table):
        query = f"SELECT * FROM file('{table}/**/*.parquet')"
        return {
            "no option": lambda: self.run([query]),
            "`schema_inference_mode = 'union'`": lambda: self.run([query + " SETTINGS schema_inference_mode = 'union'"]),
        }

    best = "and `use_hive_partitioning = 0`"


class Spark:
    name = "Spark"
    best = "day by day, `unionByName`"

    def __init__(self):
        from pyspark.sql import SparkSession

        loopback = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false"}
        builder = SparkSession.builder.master("local[1]").config("spark.sql.shuffle.partitions", "1")
        for key, value in loopback.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("OFF")
        self.version = self.session.version

    def run(self, texts):
        space = {"spark": self.session}
        for text in texts:
            exec(text, space)
        return self.rows(next(space[name] for name in ("latest", "snapshot", "orders") if name in space))

    @staticmethod
    def rows(frame):
        return sorted(normal(row.asDict()) for row in frame.collect())

    def ways(self, table):
        def read(**options):
            return lambda: self.rows(self.session.read.options(**options).parquet(str(table)))

        types = "id bigint, note string, amount decimal(14,4), weight double, region string, added string"
        return {
            "no option": read(),
            "`recursiveFileLookup`": read(recursiveFileLookup=True),
            "and `mergeSchema`": read(recursiveFileLookup=True, mergeSchema=True),
            "a schema, no option": lambda: self.rows(self.session.read.schema(types).parquet(str(table))),
            "a schema and `recursiveFileLookup`": lambda: self.rows(
                self.session.read.schema(types).options(recursiveFileLookup=True).parquet(str(table))
            ),
            "SQL: a view, `recursiveFileLookup`, `mergeSchema`": lambda: self.view(table),
        }

    def view(self, table):
        options = f"path '{table}', recursiveFileLookup 'true', mergeSchema 'true'"
        self.session.sql(f"CREATE OR REPLACE TEMPORARY VIEW orders USING parquet OPTIONS ({options})")
        return self.rows(self.session.sql("SELECT * FROM orders"))


READERS = {
    "duckdb": DuckDb,
    "pyarrow": PyArrow,
    "polars": Polars,
    "datafusion": DataFusion,
    "chdb": ClickHouse,
    "pyspark": Spark,
}


def verdict(read, wanted):
    try:
        found = read()
    except BaseException as failure:  # Polars panics outside of Exception
        print(f"      {type(failure).__name__}: {' '.join(str(failure).split())[:150]}", file=sys.stderr)
        return "fails"
    if found == wanted:
        return "✓"
    return "no rows" if not found else "wrong"


def queries(reader, dataset, kind):
    """The page's query of a kind with those that it builds on; empty where there is none."""
    page = blocks(dataset)
    chain = [page[name] for name in (f"{reader.name}: whole table", f"{reader.name}: {kind}") if name in page]
    return chain if f"{reader.name}: {kind}" in page else []


def matrix(reader, folder):
    table = folder / "lake" / "{}" / "orders"
    ways = [*reader.ways(table), reader.best]
    print(f"\n{reader.name} {reader.version}", file=sys.stderr)
    for way in ways:
        cells = []
        for drift in DRIFTS:
            wanted = expected(folder, f"{drift}.whole")
            if way == reader.best:
                chain = queries(reader, folder / "lake" / drift, "whole table")
                cells.append(verdict(lambda: reader.run(chain), wanted))
            else:
                cells.append(verdict(reader.ways(str(table).format(drift))[way], wanted))
        version = f" {'.'.join(reader.version.split('.')[:2])}" if reader.name == "Spark" else ""
        print(f"| {reader.name}{version}, {way} | {' | '.join(cells)} |", flush=True)
    return all(cell == "✓" for cell in cells)


def queried(reader, folder):
    good = True
    for kind, suffix, name in (("latest snapshot", "", "snapshot"), ("latest version of each key", "_versions", "latest")):
        for drift in DRIFTS:
            dataset = drift + suffix
            chain = queries(reader, folder / "lake" / dataset, kind)
            if chain:
                found = verdict(lambda: reader.run(chain), expected(folder, f"{dataset}.{name}"))
                good &= found == "✓"
                print(f"  {reader.name}: {kind}, {drift}: {found}", flush=True)
    return good


def main(folder, wanted):
    good = True
    for module in wanted or READERS:
        if importlib.util.find_spec(module):
            reader = READERS[module]()
            good &= matrix(reader, folder)
            good &= queried(reader, folder)
    return 0 if good else 1


if __name__ == "__main__":
    code = main(Path(sys.argv[1]).resolve(), sys.argv[2:])
    sys.stdout.flush()
    os._exit(code)  # chdb's threads end no other way
