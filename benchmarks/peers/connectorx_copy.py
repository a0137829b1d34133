"""ConnectorX to an Arrow table to Parquet: connectorx_copy.py FOLDER TABLE..."""

import sys

import connectorx
import pyarrow.parquet
from address import url

folder, *tables = sys.argv[1:]
for table in tables:
    rows = connectorx.read_sql(url("postgresql"), f"SELECT * FROM {table}", return_type="arrow", protocol="binary")
    pyarrow.parquet.write_table(rows, f"{folder}/{table}.parquet", compression="snappy")
