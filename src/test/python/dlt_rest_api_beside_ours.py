"""Reads one small API with dlt's rest_api and with this project's jar, told the same, and compares what landed.

    pip install 'dlt[filesystem,parquet]==1.31.0' openpyxl
    python dlt_rest_api_beside_ours.py JAR

Tables, rows, columns, types, values and the columns that link child rows to their parents are compared, after a first load of
all and after a second of what is new. Each difference is printed, and one that is not known ends the script with 1.
"""

import datetime
import decimal
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

os.environ.setdefault("RUNTIME__DLTHUB_TELEMETRY", "false")

import dlt
import openpyxl
import pyarrow.parquet
from dlt.sources.rest_api import rest_api_source

TOKEN = "let-me-in"
HEADER = ["source_type", "source_name", "table_name", "load_type", "watermark_column", "last_watermark", "enabled"]

CLIENT = {"auth": {"type": "bearer", "token": TOKEN}, "paginator": {"type": "json_link", "next_url_path": "paging.next"}}
RESOURCES = {
    "authors": {"path": "authors", "data_selector": "data"},
    "posts": {
        "path": "authors/{resources.authors.id}/posts",
        "params": {"sort": "id"},
        "paginator": {"type": "offset", "limit": 3, "total_path": "total"},
        "data_selector": "items",
    },
    "settings": {"path": "settings", "paginator": "single_page"},
    "events": {
        "path": "events",
        "paginator": "header_link",
        "data_selector": "$",
        "incremental": {"cursor_path": "at", "start_param": "since", "initial_value": "2026-01-01T00:00:00Z"},
    },
}
FROM_PARENT = {"posts": ["Name"]}

# A fraction of JSON is a decimal number, which a double is not.
EXACT = "dlt double, here decimal128(38, 9)"
WIDER = {f"authors.{column}": EXACT for column in ("address__geo__lat", "address__geo__lon", "score")}
# What comes late at the watermark itself is what watermark_lag is for, as for tables; dlt asks again for that moment alone.
LATE = {"rows of events": "dlt's alone ['9'], ours alone []"}

AUTHORS = [
    {
        "id": number,
        "Name": f"Größe {number}",
        "bornOn": "1970-01-31",
        "createdAt": f"2026-01-{number + 1:02d}T10:00:00Z",
        "changed_at": f"2026-01-{number + 1:02d}T10:00:00.123456+02:00",
        "active": number % 2 == 0,
        "score": number + 0.5,
        "exact": 9007199254740993 + number,
        "address": {"city": "Oslo", "geo": {"lat": 59.9, "lon": 10.7}, "note": None},
        "tags": ["a", "b", "c"][: number % 4],
        "books": [
            {"title": f"b{book}", "price": book * 10, "chapters": [{"n": n, "words": ["x", "y"][:n]} for n in range(book)]}
            for book in range(number % 3)
        ],
        "matrix": [[1, 2], [3]] if number == 4 else [],
        "nothing": None,
        "mixed": number if number < 4 else f"text {number}",
        "late": 7 if number == 6 else None,
    }
    for number in range(7)
]

EVENTS = [{"id": number, "at": f"2026-01-{number // 2 + 1:02d}T00:00:00Z"} for number in range(9)]
# One that comes late with the highest moment of the first load, and one behind it.
LATER = [{"id": 9, "at": "2026-01-05T00:00:00Z"}, {"id": 10, "at": "2026-01-06T00:00:00Z"}]


class Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        query = dict(parse_qsl(url.query))
        parts = url.path.strip("/").split("/")
        if self.headers["Authorization"] != "Bearer " + TOKEN:
            self.answer(401, {})
        elif parts == ["settings"]:
            self.answer(200, {"theme": "dark", "limits": {"rows": 5}, "flags": ["x", "y"]})
        elif parts == ["events"]:
            page = int(query.get("page", 0))
            events = [event for event in EVENTS if event["at"] >= query["since"].replace("+00:00", "Z")]
            link = f"<http://{self.headers['Host']}/events?since={query['since']}&page={page + 1}>; rel=\"next\""
            more = {"Link": link.replace("+", "%2B")} if len(events) > page * 4 + 4 else {}
            self.answer(200, events[page * 4 : page * 4 + 4], more)
        elif parts == ["authors"]:
            page = int(query.get("page", 0))
            more = {"next": f"http://{self.headers['Host']}/authors?page={page + 1}"} if page < 2 else {}
            self.answer(200, {"data": AUTHORS[page * 3 : page * 3 + 3], "paging": more})
        else:
            author = int(parts[1])
            posts = [{"id": author * 100 + n, "text": "t" * n, "likes": [{"by": b} for b in range(n % 3)]} for n in range(author)]
            start = int(query["offset"])
            self.answer(200, {"items": posts[start : start + int(query["limit"])], "total": len(posts)})

    def answer(self, status, body, headers={}):
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *words):
        pass


def with_dlt(address, folder, names):
    resources = [
        {"name": name, "endpoint": endpoint, **({"include_from_parent": FROM_PARENT[name]} if name in FROM_PARENT else {})}
        for name, endpoint in RESOURCES.items()
    ]
    pipeline = dlt.pipeline(
        "beside",
        destination=dlt.destinations.filesystem((folder / "dlt").as_uri()),
        dataset_name="beside",
        pipelines_dir=str(folder / "pipelines"),
    )
    source = rest_api_source({"client": {"base_url": address, **CLIENT}, "resources": resources})
    pipeline.run(source.with_resources(*names), loader_file_format="parquet").raise_on_failed_jobs()
    return folder / "dlt" / "beside"


def with_ours(address, folder, names, jar):
    home = folder / "home"
    if not home.exists():
        tell_ours(address, folder, home)
    book = openpyxl.load_workbook(home / "config" / "ingestion_config.xlsx")
    for row in book.active.iter_rows(min_row=2):
        row[HEADER.index("enabled")].value = "Y" if row[HEADER.index("table_name")].value in names else "N"
    book.save(home / "config" / "ingestion_config.xlsx")
    done = subprocess.run(["java", "-jar", jar, "run", "--home", home], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return folder / "ours" / "beside"


def tell_ours(address, folder, home):
    for name in ("config", ".dlt"):
        (home / name).mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.title = "jobs"
    book.active.append(HEADER)
    for name, endpoint in RESOURCES.items():
        cursor = endpoint.get("incremental", {}).get("cursor_path")
        book.active.append(["api", "beside", name, "INCREMENTAL" if cursor else "FULL", cursor, None, "Y"])
    book.save(home / "config" / "ingestion_config.xlsx")
    tables = {
        name: endpoint | ({"include_from_parent": FROM_PARENT[name]} if name in FROM_PARENT else {})
        for name, endpoint in RESOURCES.items()
    }
    section = {"base_url": address, **CLIENT, "add_dlt_load_id": True, "tables": tables}
    secrets = home / ".dlt" / "secrets.toml"
    secrets.touch(mode=0o600)
    secrets.write_text(
        f"[destination.filesystem]\nbucket_url = {toml(str(folder / 'ours'))}\n\n[sources.beside]\n"
        + "".join(f"{key} = {toml(value)}\n" for key, value in section.items()),
        encoding="utf-8",
    )


def toml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def read(dataset):
    """Tables by their names: columns with their types, and rows."""
    tables = {}
    for folder in sorted(dataset.iterdir()):
        files = list(folder.rglob("*.parquet"))
        if files:
            table = pyarrow.concat_tables([pyarrow.parquet.read_table(file) for file in files], promote_options="permissive")
            types = {field.name: str(field.type) for field in table.schema}
            tables[folder.name] = types, table.to_pylist()
    return tables


def linked(tables):
    """Rows without random ids: a child's parent is the way to it from a root row, by places in lists."""
    ways = {}
    rows = {}
    for name, (_, records) in sorted(tables.items(), key=lambda entry: entry[0].count("__")):
        rows[name] = []
        for record in records:
            parent = record.get("_dlt_parent_id")
            assert parent is None or parent in ways, f"{name}: no row has the id {parent}"
            own = record.get("id", "only") if parent is None else (ways[parent], record["_dlt_list_idx"])
            ways[record["_dlt_id"]] = own
            plain = {key: comparable(value) for key, value in record.items() if not key.startswith("_dlt_")}
            rows[name].append((repr(own), plain))
        rows[name].sort(key=lambda row: row[0])
    return rows


def comparable(value):
    if isinstance(value, datetime.datetime) and value.tzinfo:
        return value.astimezone(datetime.timezone.utc)
    if isinstance(value, (int, float, decimal.Decimal)) and not isinstance(value, bool):
        return decimal.Decimal(str(value)).normalize()
    return value


def differences(theirs, ours):
    found = {}
    for name in sorted(theirs.keys() | ours.keys()):
        if name not in theirs or name not in ours:
            found[name] = "table of dlt's alone" if name in theirs else "table of ours alone"
            continue
        for column in sorted(theirs[name][0].keys() | ours[name][0].keys()):
            pair = theirs[name][0].get(column, "absent"), ours[name][0].get(column, "absent")
            if pair[0] != pair[1]:
                found[f"{name}.{column}"] = f"dlt {pair[0]}, here {pair[1]}"
    left, right = linked(theirs), linked(ours)
    for name in sorted(left.keys() & right.keys()):
        shared = theirs[name][0].keys() & ours[name][0].keys()
        cut = [[(way, {key: row[key] for key in row if key in shared}) for way, row in rows[name]] for rows in (left, right)]
        alone = [[way for way, row in cut[side] if (way, row) not in cut[1 - side]] for side in (0, 1)]
        if alone != [[], []] or len(cut[0]) != len(cut[1]):
            found[f"rows of {name}"] = f"dlt's alone {alone[0]}, ours alone {alone[1]}"
    return found


def main(jar):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    folder = pathlib.Path(tempfile.mkdtemp())
    agree = compared(address, folder, list(RESOURCES), jar, WIDER)
    EVENTS.extend(LATER)
    sys.exit(0 if compared(address, folder, ["events"], jar, WIDER | LATE) and agree else 1)


def compared(address, folder, names, jar, known):
    theirs = read(with_dlt(address, folder, names))
    ours = read(with_ours(address, folder, names, jar))
    for name, (types, rows) in ours.items():
        print(f"{name}: {len(rows)} rows, {len(types)} columns", flush=True)
    found = differences(theirs, ours)
    for what, how in found.items():
        print(("known " if known.get(what) == how else "DIFFERS ") + f"{what}: {how}")
    return found == known


if __name__ == "__main__":
    main(sys.argv[1])
