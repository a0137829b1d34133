"""The records of a REST API: records.py pages FILE N | serve FILE | judge FOLDER N

They are the same on every machine, 1,000 a page of `?page=N` from 0; a page past the last is empty. `serve` prints its port and
serves loopback until its input ends.
"""

import json
import struct
import sys
import threading
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

PAGE = 1_000
CITIES = ["Oslo", "Bergen", "Tromsø", "København", "Zürich", "Łódź", "Québec"]


def record(number: int) -> dict[str, object]:
    return {
        "id": number,
        "name": f"Customer {number * 7919 % 1_000_003}",
        "email": f"customer{number}@example.com",
        "amount": number % 100_000 / 100,
        "quantity": number % 50,
        "active": number % 3 != 0,
        "created_at": f"2026-01-{number % 28 + 1:02d}T{number % 24:02d}:{number % 60:02d}:00Z",
        "address": {"city": CITIES[number % len(CITIES)], "zip": f"{number % 10_000:04d}"},
        "note": None if number % 4 else f"note {number}",
    }


def pages(file: Path, count: int) -> None:
    """Pages one behind the other, each with its length before it."""
    with open(file.with_suffix(".part"), "wb") as out:
        for first in range(0, count, PAGE):
            records = [record(number) for number in range(first, min(count, first + PAGE))]
            body = json.dumps({"data": records}, ensure_ascii=False, separators=(",", ":")).encode()
            out.write(struct.pack(">q", len(body)) + body)
    file.with_suffix(".part").rename(file)


def serve(file: Path) -> None:
    content = file.read_bytes()
    bodies, at = [], 0
    while at < len(content):
        (length,) = struct.unpack_from(">q", content, at)
        bodies.append(memoryview(content)[at + 8 : at + 8 + length])
        at += 8 + length

    class Api(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            page = int(parse_qs(urlsplit(self.path).query)["page"][0])
            body = bodies[page] if page < len(bodies) else b'{"data":[]}'
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


def judge(folder: Path, count: int) -> None:
    """Fails unless the Parquet files below `folder` hold each record once, exactly."""
    import duckdb

    found = duckdb.sql(
        f"""SELECT count(*), count(DISTINCT id), sum(id), sum(CAST(amount AS decimal(38,2))), sum(quantity),
              count(*) FILTER (active), count(DISTINCT name), count(note), count(DISTINCT created_at),
              count(*) FILTER (address__city = 'Łódź')
            FROM read_parquet('{folder}/bench/records/**/*.parquet', union_by_name = true)"""
    ).fetchone()
    records = [record(number) for number in range(count)]
    wanted = (
        count,
        count,
        sum(each["id"] for each in records),
        sum(Decimal(str(each["amount"])) for each in records),
        sum(each["quantity"] for each in records),
        sum(each["active"] for each in records),
        len({each["name"] for each in records}),
        sum(each["note"] is not None for each in records),
        len({each["created_at"] for each in records}),
        sum(each["address"]["city"] == "Łódź" for each in records),
    )
    if tuple(map(Decimal, found)) != tuple(map(Decimal, wanted)):
        sys.exit(f"{folder} holds {found}, the API {wanted}.")


if __name__ == "__main__":
    step, path, *rest = sys.argv[1:]
    {"pages": pages, "serve": serve, "judge": judge}[step](Path(path), *map(int, rest))
