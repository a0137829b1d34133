"""ConnectorX to an Arrow table to Parquet: connectorx_copy.py [--sqlserver] FOLDER TABLE..."""

import sys

import connectorx
import pyarrow.parquet
from address import postgresql, sqlserver_for_connectorx

words = sys.argv[1:]
if words[0] == "--sqlserver":
    words.pop(0)
    url, options = sqlserver_for_connectorx(), {}
else:
    url, options = postgresql("postgresql"), {"protocol": "binary"}
folder, *tables = words
for table in tables:
    rows = connectorx.read_sql(url, f"SELECT * FROM {table}", return_type="arrow", **options)
    pyarrow.parquet.write_table(rows, f"{folder}/{table}.parquet", compression="snappy")
