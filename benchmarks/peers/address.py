"""The source's address, from what the launcher set."""

import os
from urllib.parse import quote


def postgresql(driver: str) -> str:
    """As SQLAlchemy and ConnectorX take it: `driver` is postgresql, or postgresql+psycopg2."""
    return f"{driver}://{_place('PG')}?sslmode={quote(os.environ['PGSSLMODE'], safe='')}"


def jdbc() -> str:
    """As pgjdbc takes it; the login goes beside it."""
    place = f"{os.environ['PGHOST']}:{os.environ['PGPORT']}/{quote(os.environ['PGDATABASE'], safe='')}"
    return f"jdbc:postgresql://{place}?sslmode={quote(os.environ['PGSSLMODE'], safe='')}"


def sqlserver_for_connectorx() -> str:
    encrypt = "true" if os.environ["MSSQL_ENCRYPT"] == "yes" else "false"
    return f"mssql://{_place('MSSQL_')}?encrypt={encrypt}&trust_server_certificate=true"


def sqlserver_for_sqlalchemy() -> str:
    encryption = "require" if os.environ["MSSQL_ENCRYPT"] == "yes" else "off"
    return f"mssql+pymssql://{_place('MSSQL_')}?encryption={encryption}"


def _place(prefix: str) -> str:
    at = {name: quote(os.environ[prefix + name], safe="") for name in ("USER", "PASSWORD", "DATABASE")}
    server = f"{os.environ[prefix + 'HOST']}:{os.environ[prefix + 'PORT']}"
    return f"{at['USER']}:{at['PASSWORD']}@{server}/{at['DATABASE']}"
