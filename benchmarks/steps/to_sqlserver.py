"""Copies benchmark tables from PostgreSQL into SQL Server: to_sqlserver.py JAVA CLASSES URL TABLE...

A table that has the source's rows, by their number, is left as it is. CLASSES is the class path of SqlServerCopy, URL the
server as mssql-jdbc takes it.
"""

import subprocess
import sys

from source import connect
from sqlserver import connect as connect_to_sqlserver

LINEITEM = """
    l_orderkey bigint NOT NULL, l_partkey bigint NOT NULL, l_suppkey bigint NOT NULL, l_linenumber int NOT NULL,
    l_quantity decimal(15,2) NOT NULL, l_extendedprice decimal(15,2) NOT NULL,
    l_discount decimal(15,2) NOT NULL, l_tax decimal(15,2) NOT NULL,
    l_returnflag char(1) NOT NULL, l_linestatus char(1) NOT NULL,
    l_shipdate date NOT NULL, l_commitdate date NOT NULL, l_receiptdate date NOT NULL,
    l_shipinstruct char(25) NOT NULL, l_shipmode char(10) NOT NULL, l_comment varchar(44) NOT NULL,
    PRIMARY KEY CLUSTERED (l_orderkey, l_linenumber)"""


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
        cursor.execute(f"CREATE TABLE {table} ({LINEITEM})")
        copy([java, "-cp", classes, "SqlServerCopy", url, table], table)
        print(f"Copied {rows:,} rows into {table}.", flush=True)


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
