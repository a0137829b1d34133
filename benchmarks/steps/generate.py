"""Makes benchmark tables in PostgreSQL: generate.py KIND ROWS TABLE..., the rows shared out evenly among the tables.

A finished table carries a comment with a hash of this generator; such a table is left as it is. The same call always
makes the same rows.
"""

import hashlib
import math
import sys
from pathlib import Path

import duckdb
from mixed import insertion, table_columns
from source import connect, extension

MADE_BY = (Path(__file__), Path(__file__).with_name("mixed.py"))
FINISHED = "finished " + hashlib.sha256(b"".join(file.read_bytes() for file in MADE_BY)).hexdigest()[:16]

LINEITEM = """
    l_orderkey bigint NOT NULL, l_partkey bigint NOT NULL, l_suppkey bigint NOT NULL, l_linenumber int NOT NULL,
    l_quantity numeric(15,2) NOT NULL, l_extendedprice numeric(15,2) NOT NULL,
    l_discount numeric(15,2) NOT NULL, l_tax numeric(15,2) NOT NULL,
    l_returnflag char(1) NOT NULL, l_linestatus char(1) NOT NULL,
    l_shipdate date NOT NULL, l_commitdate date NOT NULL, l_receiptdate date NOT NULL,
    l_shipinstruct char(25) NOT NULL, l_shipmode char(10) NOT NULL, l_comment varchar(44) NOT NULL"""

LINES_AT_SCALE_1 = 6_001_215
LINES_A_STEP = 1_500_000


def lineitem(cursor, tables: list[str], rows: int) -> None:
    """TPC-H's own generator, step by step, so that any scale fits in memory."""
    duck = duckdb.connect(config={"allow_unsigned_extensions": True})
    duck.execute(f"LOAD '{extension('tpch')}'")
    duck.execute(f"LOAD '{extension('postgres_scanner')}'")
    duck.execute("ATTACH '' AS pg (TYPE postgres)")
    scale = rows / LINES_AT_SCALE_1 * 1.01 + 0.001
    if scale > 1:
        # Made in steps, a broken scale above 1 loses what stands behind its point.
        scale = math.ceil(scale)
    steps = math.ceil(scale * LINES_AT_SCALE_1 / LINES_A_STEP)
    rows_a_table = rows // len(tables)
    wanted = [(table, rows_a_table) for table in tables]
    for table in tables:
        cursor.execute(f"CREATE TABLE {table} ({LINEITEM})")
    duck.execute("CALL pg_clear_cache()")
    for step in range(steps):
        if not wanted:
            break
        duck.execute(f"CALL dbgen(sf = {scale}, children = {steps}, step = {step})")
        [made] = duck.execute("SELECT count(*) FROM lineitem").fetchone()
        taken = 0
        while wanted and taken < made:
            table, missing = wanted.pop(0)
            share = min(missing, made - taken)
            duck.execute(
                f"INSERT INTO pg.{table} SELECT * FROM lineitem WHERE rowid >= {taken} AND rowid < {taken + share}"
            )
            taken += share
            if share < missing:
                wanted.insert(0, (table, missing - share))
        for [table] in duck.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'memory'").fetchall():
            duck.execute(f"DROP TABLE memory.{table}")
    if wanted:
        raise SystemExit(f"TPC-H's generator made too few rows for {wanted}.")


def mixed(cursor, tables: list[str], rows: int) -> None:
    """See mixed.py; made by PostgreSQL itself."""
    for table in tables:
        cursor.execute(f"CREATE TABLE {table} ({table_columns()})")
        cursor.execute(insertion(table, rows // len(tables)))


def finished(cursor, table: str) -> bool:
    cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", (table,))
    return cursor.fetchone() == (FINISHED,)


def main(kind: str, rows: int, tables: list[str]) -> None:
    cursor = connect().cursor()
    schema = tables[0].split(".")[0]
    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    if all(finished(cursor, table) for table in tables):
        return
    for table in tables:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
    {"lineitem": lineitem, "small": lineitem, "mixed": mixed}[kind](cursor, tables, rows)
    for table in tables:
        # Frozen, no measured read has to write hint bits.
        cursor.execute(f"VACUUM (FREEZE, ANALYZE) {table}")
        cursor.execute(f"COMMENT ON TABLE {table} IS '{FINISHED}'")
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper")
    if cursor.fetchone():
        cursor.execute("CHECKPOINT")
    print(f"Generated {rows:,} rows of {kind}.")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
