"""dlt to its filesystem destination, one pipeline a table: dlt_copy.py [--sqlserver] BACKEND FOLDER TABLE..."""

import sys

import dlt
from address import postgresql, sqlserver_for_sqlalchemy
from dlt.sources.credentials import ConnectionStringCredentials
from dlt.sources.sql_database import sql_table
from sqlalchemy import create_engine
from sqlalchemy.dialects.mssql.pymssql import MSDialect_pymssql

words = sys.argv[1:]
source = ConnectionStringCredentials(postgresql("postgresql+psycopg2"))
if words[0] == "--sqlserver":
    words.pop(0)
    # Foreign keys play no part here, and not every server that speaks TDS has the catalogue that they are sought in.
    MSDialect_pymssql.get_multi_foreign_keys = lambda dialect, *words, **options: {}
    # A rollback outside of a transaction is an error on some servers.
    source = create_engine(sqlserver_for_sqlalchemy(), connect_args={"autocommit": True})
    # SQLAlchemy finds the version in the text of SQL Server alone; others that speak its protocol write another.
    MSDialect_pymssql._get_server_version_info = lambda dialect, connection: tuple(
        int(part)
        for part in connection.exec_driver_sql(
            "SELECT CAST(SERVERPROPERTY('ProductVersion') AS varchar(50))"
        ).scalar_one().split(".")
    )
backend, folder, *tables = words
options = {"backend_kwargs": {"conn": postgresql("postgresql"), "return_type": "arrow"}} if backend == "connectorx" else {}
for name in tables:
    schema, table = name.split(".")
    pipeline = dlt.pipeline(
        f"source_to_files_{table}",
        destination=dlt.destinations.filesystem(bucket_url=folder),
        dataset_name="bench",
        pipelines_dir=f"{folder}/../pipelines",
    )
    resource = sql_table(
        credentials=source,
        schema=schema,
        table=table,
        backend=backend,
        chunk_size=100_000,
        **options,
    )
    pipeline.run(resource, loader_file_format="parquet", write_disposition="append").raise_on_failed_jobs()
