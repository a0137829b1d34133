"""Lets dlt itself restore and read a landing, and checks what it finds.

    pip install 'dlt[duckdb,parquet,filesystem]==1.31.0' pandas 'sqlglot<27'
    python dlt_reads_our_landing.py LAKE PIPELINE DATASET [TABLE CURSOR]

LAKE is the folder that holds the dataset. With TABLE and CURSOR it also runs dlt once more from the restored
watermark, on a copy of the lake: a row at or below it is dropped, one above it lands. Ends with 0 when all agree.
"""

import base64
import datetime
import glob
import json
import os
import shutil
import sys
import tempfile
import zlib
from pathlib import Path

os.environ.setdefault("RUNTIME__DLTHUB_TELEMETRY", "false")

import dlt
from dlt.common.schema.utils import generate_version_hash
from dlt.common.versioned_state import generate_state_version_hash


def newest(folder, owner):
    """The newest metadata file of an owner, by the second part of its name."""
    names = [name for name in os.listdir(folder) if name.rsplit("__", 2)[0] == owner]
    return os.path.join(folder, max(names, key=lambda name: float(name.rsplit("__", 2)[1])))


def check(what, expected, found):
    print(f"{'ok  ' if expected == found else 'FAIL'} {what}: {found}")
    if expected != found:
        print(f"     expected: {expected}")
        sys.exit(1)


def restore(lake, name, dataset):
    pipeline = dlt.pipeline(
        pipeline_name=name,
        dataset_name=dataset,
        destination=dlt.destinations.filesystem(
            Path(lake).absolute().as_uri(),
            layout="{table_name}/{YYYY}/{MM}/{DD}/{load_id}.{file_id}.{ext}",
        ),
        pipelines_dir=tempfile.mkdtemp(),
    )
    pipeline.sync_destination()
    return pipeline


def main(lake, name, dataset, table=None, cursor=None):
    root = os.path.join(lake, dataset)
    stored_state = json.load(open(newest(os.path.join(root, "_dlt_pipeline_state"), name), encoding="utf-8"))
    stored_schema = json.load(open(newest(os.path.join(root, "_dlt_version"), name), encoding="utf-8"))
    ours = json.loads(zlib.decompress(base64.b64decode(stored_state["state"])))

    pipeline = restore(lake, name, dataset)
    check("state hash", stored_state["version_hash"], pipeline.state["_version_hash"])
    check("state hash as dlt computes it", ours["_version_hash"], generate_state_version_hash(dict(pipeline.state), ["_local"]))
    check("state version", stored_state["version"], pipeline.state["_state_version"])
    schema = pipeline.default_schema
    check("schema hash", stored_schema["version_hash"], schema.version_hash)
    check("schema hash as dlt computes it", stored_schema["version_hash"], generate_version_hash(schema.to_dict()))
    check("schema is not modified", False, schema.is_modified)
    check("engines", (4, 11), (pipeline.state["_state_engine_version"], schema.ENGINE_VERSION))
    check("schema engine", 11, stored_schema["engine_version"])

    reader = pipeline.dataset()
    for data_table in schema.data_table_names():
        files = glob.glob(os.path.join(root, data_table, "**", "*.parquet"), recursive=True)
        import pyarrow.parquet

        rows = sum(pyarrow.parquet.ParquetFile(file).metadata.num_rows for file in files)
        frame = reader[data_table].df()
        check(f"rows of {data_table}", rows, len(frame))
        check(f"columns of {data_table}", list(schema.get_table(data_table)["columns"]), list(frame.columns))
    check("loads", len(os.listdir(os.path.join(root, "_dlt_loads"))), len(reader["_dlt_loads"].df()))

    if table and cursor:
        go_on(lake, name, dataset, table, cursor)
    print(f"dlt {dlt.__version__} reads this landing")


def go_on(lake, name, dataset, table, cursor):
    copy = os.path.join(tempfile.mkdtemp(), "lake")
    shutil.copytree(lake, copy)
    pipeline = restore(copy, name, dataset)
    resource = pipeline.default_schema.get_table(table)["resource"]
    kept = pipeline.state["sources"][pipeline.default_schema_name]["resources"][resource]["incremental"][cursor]
    last = kept["last_value"]
    print(f"ok   watermark: {last!r}")
    above = last + (datetime.timedelta(hours=1) if isinstance(last, (datetime.datetime, datetime.date)) else 1)
    below = last - (datetime.timedelta(hours=1) if isinstance(last, (datetime.datetime, datetime.date)) else 1)
    key = next(iter(pipeline.default_schema.get_table(table)["columns"]))

    @dlt.resource(name=resource, table_name=table, write_disposition="append")
    def rows(since=dlt.sources.incremental(cursor)):
        yield [{key: 1_000_001, cursor: below}, {key: 1_000_002, cursor: above}]

    before = len(pipeline.dataset()[table].df())
    pipeline.run(rows(), loader_file_format="parquet")
    frame = pipeline.dataset()[table].df()
    check("rows after a run of dlt's own", before + 1, len(frame))
    check("the row above the watermark landed", True, 1_000_002 in set(frame[key]))
    after = pipeline.state["sources"][pipeline.default_schema_name]["resources"][resource]
    check("dlt's new watermark", above, after["incremental"][cursor]["last_value"])
    check("our own entry is kept", True, "load_id" in after.get("ingest", {}))


if __name__ == "__main__":
    main(*sys.argv[1:])
