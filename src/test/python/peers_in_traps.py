"""Reads the ten small APIs of PeerTraps with dlt's rest_api and with Airbyte's declarative CDK, and prints what they did.

    pip install 'dlt[filesystem,parquet]==1.31.0' 'airbyte-cdk==7.39.1'
    java -cp target/test-classes dev.ingest.source.rest.PeerTraps
    python peers_in_traps.py ADDRESS

ADDRESS is what PeerTraps prints. Each peer is told the way of paging that suits the API and nothing else; each read has a
process of its own and a time limit.
"""

import importlib.metadata
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

TOKEN = "only-for-this-origin"
SECONDS = 20

TRAPS = {
    "capped": ("a page size capped at 500 where 1,000 are asked for", "1,700 rows", "offset", {"limit": 1000}),
    "short": ("a short page in the middle", "44 rows", "page", {}),
    "error": ('`{"error": …}` with status 200 on page 3', "fails", "page", {}),
    "html": ("HTML with status 200 on page 3", "fails", "page", {}),
    "object": ("the list of records is an object on page 3", "fails", "page", {}),
    "total": ("a total of 50 with 30 rows", "fails", "offset", {"limit": 10, "total": "total"}),
    "elsewhere": ("`next` leads to another origin", "fails; no token leaves", "link", {}),
    "repeating": ("the same page for ever", "fails", "link", {}),
    "digits": ("a number of 29 digits", "12345678901234567890123456789", "once", {}),
    "twice": ("`amount` stands twice in a record, 5 and 7", "fails", "once", {}),
}


def with_dlt(address, trap, paging, told):
    import dlt
    import pyarrow.parquet
    from dlt.sources.rest_api import rest_api_source

    paginator = {
        "offset": {"type": "offset", "limit": told.get("limit"), "total_path": told.get("total")},
        "page": {"type": "page_number", "base_page": 0, "total_path": None},
        "link": {"type": "json_link", "next_url_path": "next"},
        "once": "single_page",
    }[paging]
    client = {"base_url": address, "auth": {"type": "bearer", "token": TOKEN}, "paginator": paginator}
    endpoint = {"path": trap, "data_selector": "data"}
    source = rest_api_source({"client": client, "resources": [{"name": "rows", "endpoint": endpoint}]})
    folder = tempfile.mkdtemp()
    pipeline = dlt.pipeline(
        "traps",
        destination=dlt.destinations.filesystem(pathlib.Path(folder, "lake").as_uri()),
        dataset_name="traps",
        pipelines_dir=folder,
    )
    pipeline.run(source, loader_file_format="parquet")
    rows = []
    for file in pathlib.Path(folder, "lake", "traps", "rows").rglob("*.parquet"):
        rows += pyarrow.parquet.read_table(file).to_pylist()
    return rows


def with_airbyte(address, trap, paging, told):
    from airbyte_cdk.models import (
        ConfiguredAirbyteCatalog,
        ConfiguredAirbyteStream,
        DestinationSyncMode,
        SyncMode,
        AirbyteStream,
    )
    from airbyte_cdk.sources.declarative.concurrent_declarative_source import ConcurrentDeclarativeSource
    from airbyte_cdk.test.entrypoint_wrapper import read

    def param(name):
        return {"type": "RequestOption", "inject_into": "request_parameter", "field_name": name}

    strategy = {
        "offset": {"type": "OffsetIncrement", "page_size": told.get("limit")},
        "page": {"type": "PageIncrement", "page_size": 10, "start_from_page": 0},
        "link": {
            "type": "CursorPagination",
            "cursor_value": "{{ response.get('next') }}",
            "stop_condition": "{{ not response.get('next') }}",
        },
    }
    option = {"offset": param("offset"), "page": param("page"), "link": {"type": "RequestPath"}}
    paginator = {"type": "NoPagination"}
    if paging != "once":
        paginator = {
            "type": "DefaultPaginator",
            "pagination_strategy": strategy[paging],
            "page_token_option": option[paging],
        }
        if paging == "offset":
            paginator["page_size_option"] = param("limit")
    stream = {
        "type": "DeclarativeStream",
        "name": "rows",
        "primary_key": [],
        "schema_loader": {
            "type": "InlineSchemaLoader",
            "schema": {"type": "object", "properties": {"id": {"type": "integer"}, "amount": {"type": "number"}}},
        },
        "retriever": {
            "type": "SimpleRetriever",
            "requester": {
                "type": "HttpRequester",
                "url_base": address,
                "path": "/" + trap,
                "http_method": "GET",
                "authenticator": {"type": "BearerAuthenticator", "api_token": TOKEN},
            },
            "record_selector": {
                "type": "RecordSelector",
                "extractor": {"type": "DpathExtractor", "field_path": ["data"]},
            },
            "paginator": paginator,
        },
    }
    manifest = {
        "version": "7.0.0",
        "type": "DeclarativeSource",
        "check": {"type": "CheckStream", "stream_names": ["rows"]},
        "streams": [stream],
        "spec": {"type": "Spec", "connection_specification": {"type": "object", "properties": {}}},
    }
    described = AirbyteStream(name="rows", json_schema={}, supported_sync_modes=[SyncMode.full_refresh])
    catalog = ConfiguredAirbyteCatalog(
        streams=[
            ConfiguredAirbyteStream(
                stream=described,
                sync_mode=SyncMode.full_refresh,
                destination_sync_mode=DestinationSyncMode.append,
            )
        ]
    )
    source = ConcurrentDeclarativeSource(catalog=catalog, config={}, state=[], source_config=manifest)
    output = read(source, {}, catalog)
    if output.errors:
        raise RuntimeError(output.errors[-1].trace.error.message)
    return [message.record.data for message in output.records]


PEERS = {"dlt": with_dlt, "airbyte-cdk": with_airbyte}


def requests(address, what):
    with urllib.request.urlopen(f"{address}/{what}") as answer:
        return int(answer.read())


def outcome(address, peer, trap):
    before = requests(address, "stolen")
    asked = requests(address, f"asked?{trap}")
    command = [sys.executable, __file__, address, peer, trap]
    environment = {**os.environ, "RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "CRITICAL"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=environment)
    except subprocess.TimeoutExpired:
        return f"never ends: {requests(address, f'asked?{trap}') - asked:,} requests in {SECONDS} s"
    lines = done.stdout.strip().splitlines()
    said = "fails" if done.returncode else lines[-1]
    if done.returncode and os.environ.get("VERBOSE"):
        print(done.stderr[-3000:], file=sys.stderr)
    return said + ("; **the token leaves**" if requests(address, "stolen") > before else "")


def shown(rows):
    amounts = [row["amount"] for row in rows if "amount" in row]
    if amounts:
        return f"success: {amounts[0]!r} ({type(amounts[0]).__name__})"
    return f"success: {len(rows):,} rows"


def main(address, peer=None, trap=None):
    if peer:
        _, _, paging, told = TRAPS[trap]
        print(shown(PEERS[peer](address, trap, paging, told)))
        return
    names = [f"{peer} {importlib.metadata.version(peer)}" for peer in PEERS]
    print("| the API | right is |", " | ".join(names), "|")
    print("|---|---|" + "---|" * len(PEERS))
    for trap, (what, right, _, _) in TRAPS.items():
        print("|", " | ".join([what, right] + [outcome(address, peer, trap) for peer in PEERS]), "|", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
