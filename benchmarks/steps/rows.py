"""Tells whether an output holds the rows of the source, whatever their order and whatever types a tool chose.

rows.py reference FILE TABLE...   reads the tables as CSV from PostgreSQL and keeps their fingerprint in FILE
rows.py compare FILE FOLDER       prints as JSON how the Parquet files in FOLDER compare with it

A fingerprint is the row count, the sum of a 64-bit hash of every whole row, and such a sum for every column, so that
a difference can name its columns. Values are brought to one form first, by the type the source declares.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path

import duckdb
from source import columns, connect


def normal(column: str, declared: str) -> str:
    """SQL that brings a column, as text or as any type a tool chose for it, to one type and one form."""
    quoted = f'"{column}"'
    kind = declared.split("(")[0]
    if kind in ("smallint", "integer", "bigint"):
        return f"CAST({quoted} AS BIGINT)"
    if kind == "numeric":
        return f"CAST({quoted} AS DECIMAL({re.search('[(](.*)[)]', declared)[1]}))"
    if kind == "character":
        return f"rtrim(CAST({quoted} AS VARCHAR))"
    if kind in ("text", "character varying"):
        return f"CAST({quoted} AS VARCHAR)"
    if kind == "uuid":
        return f"lower(CAST({quoted} AS VARCHAR))"
    if kind in ("json", "jsonb"):
        return f"CAST(json(CAST({quoted} AS VARCHAR)) AS VARCHAR)"
    if declared.endswith("with time zone"):
        return f"epoch_us(CAST({quoted} AS TIMESTAMPTZ))"
    if kind.startswith("timestamp"):
        return f"CAST({quoted} AS TIMESTAMP)"
    if kind in ("date", "boolean", "real", "double precision"):
        return f"CAST({quoted} AS {'DOUBLE' if kind.startswith('double') else kind})"
    raise SystemExit(f"No normal form for {declared}; add one to rows.py.")


def fingerprint(duck: duckdb.DuckDBPyConnection, relation: str, shape: list[tuple[str, str]]) -> dict:
    values = ", ".join(f'{normal(name, declared)} AS "{name}"' for name, declared in shape)
    names = [f'"{name}"' for name, _ in shape]
    sums = ", ".join(f"sum(hash({name})::HUGEINT)::VARCHAR" for name in names)
    whole = f"sum(hash({', '.join(names)})::HUGEINT)::VARCHAR"
    row = duck.execute(f"SELECT count(*), {whole}, {sums} FROM (SELECT {values} FROM {relation})").fetchone()
    return {"rows": row[0], "content": row[1], "columns": dict(zip((name for name, _ in shape), row[2:]))}


def engine() -> duckdb.DuckDBPyConnection:
    duck = duckdb.connect()
    duck.execute("SET TimeZone = 'UTC'")
    return duck


def reference(file: Path, tables: list[str]) -> None:
    cursor = connect().cursor()
    shape = columns(cursor, tables[0])
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        for number, table in enumerate(tables):
            with open(f"{folder}/{number}.csv", "wb") as csv:
                cursor.copy_expert(f"COPY (SELECT * FROM {table}) TO STDOUT (FORMAT csv, NULL '\\N')", csv)
        names = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name, _ in shape) + "}"
        relation = (
            f"read_csv('{folder}/*.csv', columns = {names}, header = false, auto_detect = false, delim = ',',"
            f" quote = '\"', escape = '\"', nullstr = '\\N', allow_quoted_nulls = false, new_line = '\\n',"
            " max_line_size = 16777216)"
        )
        found = fingerprint(engine(), relation, shape)
    file.write_text(json.dumps({"shape": shape, **found}))


def compare(file: Path, folder: Path) -> None:
    wanted = json.loads(file.read_text())
    files = sorted(folder.rglob("*.parquet"))
    if not files:
        raise SystemExit(f"No Parquet file in {folder}.")
    duck = engine()
    listed = "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in files) + "]"
    found = fingerprint(
        duck, f"read_parquet({listed}, union_by_name = true, hive_partitioning = false)", wanted["shape"]
    )
    codecs = duck.execute(f"SELECT DISTINCT compression FROM parquet_metadata({listed}) ORDER BY 1").fetchall()
    differing = [name for name, total in wanted["columns"].items() if found["columns"][name] != total]
    answer = {
        "rows": found["rows"],
        "wanted_rows": wanted["rows"],
        "same": found["rows"] == wanted["rows"] and found["content"] == wanted["content"],
        "differing_columns": differing,
        "codecs": [codec for [codec] in codecs],
        "files": len(files),
        "bytes": sum(os.path.getsize(path) for path in files),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    if sys.argv[1] == "reference":
        reference(Path(sys.argv[2]), sys.argv[3:])
    else:
        compare(Path(sys.argv[2]), Path(sys.argv[3]))
