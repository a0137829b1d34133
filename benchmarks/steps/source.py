"""The source, as the launcher describes it to every process: libpq's variables."""

import sys
from pathlib import Path

import psycopg2


def connect():
    """A connection that commits each statement."""
    connection = psycopg2.connect("")
    connection.autocommit = True
    return connection


def extension(name: str) -> str:
    """The file of a DuckDB extension that was installed as a Python package."""
    [file] = Path(sys.prefix).glob(f"lib/python*/site-packages/duckdb_extension_{name}/**/{name}.duckdb_extension")
    return str(file)


def columns(cursor, table: str) -> list[tuple[str, str]]:
    """Names and declared types of a table's columns, in order."""
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        (table,),
    )
    return cursor.fetchall()
