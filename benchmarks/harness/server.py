"""The PostgreSQL that is read: the user's own, by URL, or one started here on loopback and ended by its handle."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from .paths import WORK
from .problem import Problem

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "ssl": "off",
    "shared_buffers": "512MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    # Neither may start in the middle of a measured read.
    "autovacuum": "off",
    # A scan that starts where the last one ended gives files of another order and size.
    "synchronize_seqscans": "off",
}


def described(url: str) -> dict[str, str]:
    """libpq's variables for a postgresql:// URL; every client is configured from them."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.hostname or not parts.path.strip("/"):
        raise Problem("--url must look like postgresql://user:password@host:5432/database.")
    sslmode = parse_qs(parts.query).get("sslmode", ["disable"])[0]
    return _variables(
        parts.hostname,
        parts.port or 5432,
        unquote(parts.path.strip("/")),
        unquote(parts.username or "postgres"),
        unquote(parts.password or ""),
        sslmode,
    )


def sqlserver(url: str) -> dict[str, str]:
    """The variables for a mssql:// URL; every client is configured from them."""
    parts = urlsplit(url)
    if parts.scheme != "mssql" or not parts.hostname or not parts.path.strip("/") or not parts.username:
        raise Problem("--sqlserver must look like mssql://user:password@host:1433/database?encrypt=no.")
    return {
        "MSSQL_HOST": parts.hostname,
        "MSSQL_PORT": str(parts.port or 1433),
        "MSSQL_DATABASE": unquote(parts.path.strip("/")),
        "MSSQL_USER": unquote(parts.username),
        "MSSQL_PASSWORD": unquote(parts.password or ""),
        "MSSQL_ENCRYPT": parse_qs(parts.query).get("encrypt", ["yes"])[0],
    }


@contextlib.contextmanager
def own(folder: Path = WORK / "postgres") -> Iterator[dict[str, str]]:
    """Starts a server with its data in `folder`, kept for the next call, and ends it."""
    programs = _programs()
    account = _account()
    password_file = folder / "password"
    if not password_file.exists():
        _initialize(programs, folder, account, password_file)
    port = _free_port()
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    with open(folder / "server.log", "ab") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-p", str(port), *settings],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,
            **account,
        )
        try:
            _await(programs, process, port, folder)
            yield _variables("127.0.0.1", port, "postgres", "postgres", password_file.read_text(), "disable")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def ask(environment: dict[str, str], query: str) -> str:
    """The answer to a query, as psql prints it unaligned."""
    done = subprocess.run(
        ["psql", "-X", "-A", "-t", "-q", "-c", query], env=environment, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise Problem(f"Cannot ask the PostgreSQL server: {done.stderr.strip()}")
    return done.stdout.strip()


def _variables(host: str, port: int, database: str, user: str, password: str, sslmode: str) -> dict[str, str]:
    return {
        "PGHOST": host,
        "PGPORT": str(port),
        "PGDATABASE": database,
        "PGUSER": user,
        "PGPASSWORD": password,
        "PGSSLMODE": sslmode,
        "PGGSSENCMODE": "disable",
    }


def _programs() -> Path:
    """The folder that holds initdb and postgres, the newest version where there are several."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: float(bin.parent.name), reverse=True)
    if shutil.which("pg_config"):
        folders.append(Path(subprocess.check_output(["pg_config", "--bindir"], text=True).strip()))
    for folder in folders:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise Problem("No PostgreSQL server on this machine: install postgresql, or name one with --url.")


def _account() -> dict[str, object]:
    """PostgreSQL refuses to run as root: as root it runs as the user postgres."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


def _initialize(programs: Path, folder: Path, account: dict[str, object], password_file: Path) -> None:
    print(f"Making a PostgreSQL cluster in {folder} ...", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    password = folder / "password.new"
    password.touch(mode=0o600)
    password.write_text(secrets.token_hex(16))
    if account:
        for path in (folder, password):
            shutil.chown(path, account["user"], account["group"])
    done = subprocess.run(
        [
            *(programs / "initdb", "-D", folder / "data", "--username=postgres", f"--pwfile={password}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"),
        ],
        cwd="/",
        capture_output=True,
        text=True,
        **account,
    )
    if done.returncode != 0:
        raise Problem(
            f"Cannot make a PostgreSQL cluster in {folder}: {done.stderr.strip()}. As root, the user postgres must "
            "be able to reach that folder; else name a server with --url."
        )
    password.rename(password_file)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(programs: Path, process: subprocess.Popen, port: int, folder: Path) -> None:
    ready = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    deadline = time.monotonic() + 120
    while subprocess.run(ready).returncode != 0:
        if process.poll() is not None or time.monotonic() > deadline:
            raise Problem(f"PostgreSQL did not start: see {folder / 'server.log'}.")
        time.sleep(0.1)
