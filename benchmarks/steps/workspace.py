"""Writes the workbook and the secrets, as a user of the jar would: workspace.py HOME OUT SLICES TABLE..."""

import json
import os
import sys
from pathlib import Path

import openpyxl

HEADER = ["source_type", "source_name", "table_name", "load_type", "watermark_column", "last_watermark", "enabled"]
HEADER += ["partition_by", "cluster_by", "slices"]


def workbook(file: Path, slices: str, tables: list[str]) -> None:
    book = openpyxl.Workbook()
    book.active.title = "jobs"
    book.active.append(HEADER)
    for table in tables:
        book.active.append(["postgresql", "bench", table, "FULL", None, None, "Y", None, None, slices])
    book.save(file)


def toml(sections: dict[str, dict[str, object]]) -> str:
    """JSON's strings and numbers are TOML's too."""
    lines = []
    for name, values in sections.items():
        lines += [f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in values.items()), ""]
    return "\n".join(lines)


def main(home: Path, out: Path, slices: str, tables: list[str]) -> None:
    for folder in ("config", ".dlt"):
        (home / folder).mkdir(parents=True)
    workbook(home / "config" / "ingestion_config.xlsx", slices, tables)
    source = {
        "host": os.environ["PGHOST"],
        "port": int(os.environ["PGPORT"]),
        "database": os.environ["PGDATABASE"],
        "username": os.environ["PGUSER"],
        "password": os.environ["PGPASSWORD"],
    }
    secrets = home / ".dlt" / "secrets.toml"
    secrets.touch(mode=0o600)
    secrets.write_text(
        toml(
            {
                "sources.bench": source,
                "sources.bench.query": {"sslmode": os.environ["PGSSLMODE"]},
                "destination.filesystem": {"bucket_url": str(out)},
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
