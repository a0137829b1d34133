"""The source's address, from libpq's variables."""

import os
from urllib.parse import quote


def url(driver: str) -> str:
    """As SQLAlchemy and ConnectorX take it: `driver` is postgresql, or postgresql+psycopg2."""
    at = {name: quote(os.environ["PG" + name], safe="") for name in ("USER", "PASSWORD", "DATABASE", "SSLMODE")}
    place = f"{os.environ['PGHOST']}:{os.environ['PGPORT']}"
    return f"{driver}://{at['USER']}:{at['PASSWORD']}@{place}/{at['DATABASE']}?sslmode={at['SSLMODE']}"
