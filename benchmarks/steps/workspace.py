"""Writes the workbook and the secrets, as a user of the jar would: workspace.py DATABASE HOME OUT SLICES TABLE..."""

import json
import os
import sys
from pathlib import Path

import openpyxl

HEADER = ["source_type", "source_name", "table_name", "load_type", "watermark_column", "last_watermark", "enabled"]
HEADER += ["partition_by", "cluster_by", "slices"]


def workbook(file: Path, source_type: str, slices: str, tables: list[str]) -> None:
    book = openpyxl.Workbook()
    book.active.title = "jobs"
    book.active.append(HEADER)
    for table in tables:
        book.active.append([source_type, "bench", table, "FULL", None, None, "Y", None, None, slices or None])
    book.save(file)


def toml(sections: dict[str, dict[str, object]]) -> str:
    """JSON's strings and numbers are TOML's too."""
    lines = []
    for name, values in sections.items():
        lines += [f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in values.items()), ""]
    return "\n".join(lines)


def postgresql() -> dict[str, dict[str, object]]:
    return {
        "sources.bench": address("PG"),
        "sources.bench.query": {"sslmode": os.environ["PGSSLMODE"]},
    }


def sqlserver() -> dict[str, dict[str, object]]:
    return {
        "sources.bench": address("MSSQL_"),
        "sources.bench.query": {"Encrypt": os.environ["MSSQL_ENCRYPT"], "TrustServerCertificate": "yes"},
    }


def rest() -> dict[str, dict[str, object]]:
    return {
        "sources.bench": {"base_url": os.environ["REST_ADDRESS"]},
        "sources.bench.paginator": {"type": "page_number", "base_page": 0},
        "sources.bench.tables.records": {"data_selector": "data"},
    }


def address(prefix: str) -> dict[str, object]:
    return {
        "host": os.environ[prefix + "HOST"],
        "port": int(os.environ[prefix + "PORT"]),
        "database": os.environ[prefix + "DATABASE"],
        "username": os.environ[prefix + "USER"],
        "password": os.environ[prefix + "PASSWORD"],
    }


SOURCES = {"PostgreSQL": ("postgresql", postgresql), "SQL Server": ("mssql", sqlserver), "REST API": ("api", rest)}


def main(database: str, home: Path, out: Path, slices: str, tables: list[str]) -> None:
    source_type, sections = SOURCES[database]
    for folder in ("config", ".dlt"):
        (home / folder).mkdir(parents=True)
    workbook(home / "config" / "ingestion_config.xlsx", source_type, slices, tables)
    secrets = home / ".dlt" / "secrets.toml"
    secrets.touch(mode=0o600)
    secrets.write_text(toml(sections() | {"destination.filesystem": {"bucket_url": str(out)}}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], sys.argv[5:])
