"""DuckDB's postgres extension to Parquet: duckdb_copy.py THREADS FOLDER TABLE..."""

import sys
from pathlib import Path

import duckdb

threads, folder, *tables = sys.argv[1:]
[extension] = Path(sys.prefix).glob(
    "lib/python*/site-packages/duckdb_extension_postgres_scanner/**/postgres_scanner.duckdb_extension"
)
duck = duckdb.connect(config={"allow_unsigned_extensions": True, "threads": int(threads)})
duck.execute(f"LOAD '{extension}'")
duck.execute("ATTACH '' AS pg (TYPE postgres, READ_ONLY)")
for table in tables:
    duck.execute(f"COPY pg.{table} TO '{folder}/{table}.parquet' (FORMAT parquet, COMPRESSION snappy)")
