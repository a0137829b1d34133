"""Copies benchmark tables from PostgreSQL into SQL Server: to_sqlserver.py JAVA CLASSES URL TABLE...

A table that has the source's rows, by their number, is left as it is. CLASSES is the class path of SqlServerCopy, URL the
server as mssql-jdbc takes it.
"""

import subprocess
import sys

from source import connect
from sqlserver import connect as connect_to_sqlserver

LINEITEM = {
    "l_orderkey": "bigint",
    "l_partkey": "bigint",
    "l_suppkey": "bigint",
    "l_linenumber": "int",
    "l_quantity": "decimal(15,2)",
    "l_extendedprice": "decimal(15,2)",
    "l_discount": "decimal(15,2)",
    "l_tax": "decimal(15,2)",
    "l_returnflag": "char(1)",
    "l_linestatus": "char(1)",
    "l_shipdate": "date",
    "l_commitdate": "date",
    "l_receiptdate": "date",
    "l_shipinstruct": "char(25)",
    "l_shipmode": "char(10)",
    "l_comment": "varchar(44)",
}
KEY = "PRIMARY KEY CLUSTERED (l_orderkey, l_linenumber)"
# Dates arrive as text: not every server that speaks TDS takes them in a bulk copy as they are.
ARRIVING = {name: "char(10)" if declared == "date" else declared for name, declared in LINEITEM.items()}


def main(java: str, classes: str, url: str, tables: list[str]) -> None:
    source = connect().cursor()
    target = connect_to_sqlserver()
    target.autocommit(True)
    cursor = target.cursor()
    schema = tables[0].split(".")[0]
    cursor.execute(f"IF SCHEMA_ID('{schema}') IS NULL EXEC('CREATE SCHEMA {schema}')")
    for table in tables:
        rows = one(source, f"SELECT count(*) FROM {table}")
        if one(cursor, f"SELECT OBJECT_ID('{table}')") and one(cursor, f"SELECT count(*) FROM {table}") == rows:
            continue
        cursor.execute(f"IF OBJECT_ID('{table}') IS NOT NULL DROP TABLE {table}")
        arrivals = f"{table}_arrivals"
        cursor.execute(f"IF OBJECT_ID('{arrivals}') IS NOT NULL DROP TABLE {arrivals}")
        cursor.execute(f"CREATE TABLE {arrivals} ({definitions(ARRIVING)})")
        copy([java, "-cp", classes, "SqlServerCopy", url, arrivals], table)
        cursor.execute(f"CREATE TABLE {table} ({definitions(LINEITEM)}, {KEY})")
        values = ", ".join(f"CAST({name} AS {declared})" for name, declared in LINEITEM.items())
        cursor.execute(f"INSERT INTO {table} SELECT {values} FROM {arrivals}")
        cursor.execute(f"DROP TABLE {arrivals}")
        print(f"Copied {rows:,} rows into {table}.", flush=True)


def definitions(columns: dict[str, str]) -> str:
    return ", ".join(f"{name} {declared} NOT NULL" for name, declared in columns.items())


def one(cursor, query: str):
    cursor.execute(query)
    return cursor.fetchone()[0]


def copy(command: list[str], table: str) -> None:
    query = f"COPY (SELECT * FROM {table} ORDER BY l_orderkey, l_linenumber) TO STDOUT (FORMAT csv)"
    with subprocess.Popen(["psql", "-X", "-q", "-c", query], stdout=subprocess.PIPE) as rows:
        written = subprocess.run(command, stdin=rows.stdout)
    if rows.returncode != 0 or written.returncode != 0:
        raise SystemExit(f"Cannot copy {table}: see the message above.")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
