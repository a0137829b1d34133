"""The SQL Server that is read, as the launcher describes it to every process."""

import os

import pymssql


def connect():
    return pymssql.connect(
        server=os.environ["MSSQL_HOST"],
        port=os.environ["MSSQL_PORT"],
        user=os.environ["MSSQL_USER"],
        password=os.environ["MSSQL_PASSWORD"],
        database=os.environ["MSSQL_DATABASE"],
        encryption="require" if os.environ["MSSQL_ENCRYPT"] == "yes" else "off",
    )


def version() -> str:
    """The first line of what the server says of itself."""
    cursor = connect().cursor()
    cursor.execute("SELECT @@VERSION")
    return cursor.fetchone()[0].splitlines()[0]


if __name__ == "__main__":
    print(version())
