"""dlt to its filesystem destination, one pipeline a table: dlt_copy.py [--sqlserver] BACKEND FOLDER TABLE..."""

import sys

import dlt
from address import postgresql, sqlserver_for_sqlalchemy
from dlt.sources.credentials import ConnectionStringCredentials
from dlt.sources.sql_database import sql_table

words = sys.argv[1:]
url = postgresql("postgresql+psycopg2")
if words[0] == "--sqlserver":
    words.pop(0)
    url = sqlserver_for_sqlalchemy()
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
        credentials=ConnectionStringCredentials(url),
        schema=schema,
        table=table,
        backend=backend,
        chunk_size=100_000,
        **options,
    )
    pipeline.run(resource, loader_file_format="parquet", write_disposition="append").raise_on_failed_jobs()
