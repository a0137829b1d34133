"""dlt to its filesystem destination, one pipeline a table: dlt_copy.py BACKEND FOLDER TABLE..."""

import sys

import dlt
from address import url
from dlt.sources.credentials import ConnectionStringCredentials
from dlt.sources.sql_database import sql_table

backend, folder, *tables = sys.argv[1:]
options = {"backend_kwargs": {"conn": url("postgresql"), "return_type": "arrow"}} if backend == "connectorx" else {}
for name in tables:
    schema, table = name.split(".")
    pipeline = dlt.pipeline(
        f"postgresql_to_files_{table}",
        destination=dlt.destinations.filesystem(bucket_url=folder),
        dataset_name="bench",
        pipelines_dir=f"{folder}/../pipelines",
    )
    resource = sql_table(
        credentials=ConnectionStringCredentials(url("postgresql+psycopg2")),
        schema=schema,
        table=table,
        backend=backend,
        chunk_size=100_000,
        **options,
    )
    pipeline.run(resource, loader_file_format="parquet", write_disposition="append").raise_on_failed_jobs()
