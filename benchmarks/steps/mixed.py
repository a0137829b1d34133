"""The mixed table: 50 columns of common types, with nulls in several patterns, long text and JSON.

Every value is a function of the row's number, so that the same call makes the same rows on every machine.
"""

import random

WORDS = (
    "order invoice shipped pending customer Größe naïve delivery warehouse région returned the of with and partial "
    "refund 東京 account blocked approved manual review café priority standard express weight carton pallet, address; "
    'changed: see "notes" line\\two überfällig Łódź total amount — net gross tax paid open'
).split()
TEXT_LENGTH = 8_000


def hashed(seed: int) -> str:
    """A number of 0 to 2^63-1 from the row's number."""
    return f"(hashint8extended(i, {seed}) & 9223372036854775807)"


def whole(seed: int, limit: int) -> str:
    return f"({hashed(seed)} % {limit})"


def decimal(seed: int, digits: int, scale: int) -> str:
    """A signed numeric of up to `digits` digits."""
    magnitude = f"({hashed(seed)} % {10 ** min(digits, 18)})::numeric * 10::numeric ^ {max(digits - 18, 0)}"
    return f"round(({magnitude}) * (1 - 2 * ({hashed(seed + 500)} % 2)) / 10::numeric ^ {scale}, {scale})"


def instant(seed: int) -> str:
    """Seven years of microseconds."""
    return f"timestamp '2019-01-01' + {whole(seed, 220_898_000_000_000)} * interval '1 microsecond'"


def prose(seed: int, shortest: int, longest: int) -> str:
    """A stretch of `words.body`."""
    length = f"{shortest} + {whole(seed, longest - shortest)}"
    return f"substr(body, (1 + {whole(seed + 500, TEXT_LENGTH - longest)})::int, ({length})::int)"


def chosen(seed: int, values: list[str]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"(ARRAY[{listed}])[1 + {whole(seed, len(values))}]"


def objects(seed: int, function: str) -> str:
    """A JSON object; keys of one length in alphabetical order, the order that every client keeps."""
    build = f"{function}_build_"
    city = chosen(seed, ["Berlin", "Lyon", "São Paulo", "Oslo"])
    return (
        f"{build}object('city', {city}, 'code', {whole(seed + 1, 90000)},"
        f" 'paid', {hashed(seed + 2)} % 2 = 0, 'rate', round({whole(seed + 3, 10000)} / 100.0 + 0.01, 2),"
        f" 'tags', {build}array({chosen(seed + 4, ['new', 'vip', 'b2b'])}, null, {whole(seed + 5, 9)}))"
    )


COUNTRIES = ["DE", "FR", "NO", "BR", "JP", "US", "IT", "PL", "ES", "SE"]
STATES = ["NEW", "PAID", "SHIPPED", "RETURNED", "CANCELLED"]

# ConnectorX holds 28 digits of a numeric, ten of them behind the point: values keep within that, to let it take part.
# Name, type, expression, percent of nulls; "blocks" are nulls in runs of 5,000 rows.
COLUMNS = [
    ("id", "bigint", "i", 0),
    ("parent_id", "bigint", whole(1, 1_000_000), 10),
    ("version", "integer", whole(2, 20), 0),
    ("quantity", "integer", whole(3, 1_000), 1),
    ("warehouse", "smallint", whole(4, 60), 0),
    ("shelf", "smallint", whole(5, 400), 50),
    ("counter", "bigint", hashed(6), 0),
    ("external_number", "bigint", hashed(7), 95),
    ("points", "integer", f"{whole(8, 2_000_000)} - 1000000", "blocks"),
    ("level", "integer", whole(9, 5), 0),
    ("is_active", "boolean", f"{hashed(10)} % 10 > 0", 0),
    ("is_gift", "boolean", f"{hashed(11)} % 50 = 0", 10),
    ("is_checked", "boolean", f"{hashed(12)} % 2 = 0", 50),
    ("weight", "double precision", f"{whole(13, 1_000_000)} / 7.0::float8", 0),
    ("latitude", "double precision", f"{whole(14, 180_000_000)} / 1e6::float8 - 90", 10),
    ("longitude", "double precision", f"{whole(15, 360_000_000)} / 1e6::float8 - 180", 10),
    ("score", "real", f"{whole(16, 10_000)} / 8.0::float8", 1),
    ("net", "numeric(15,2)", decimal(17, 9, 2), 0),
    ("gross", "numeric(15,2)", decimal(18, 9, 2), 0),
    ("tax", "numeric(9,4)", decimal(19, 7, 4), 10),
    ("discount", "numeric(5,2)", decimal(20, 4, 2), 50),
    ("exchange_rate", "numeric(18,9)", decimal(21, 15, 9), 0),
    ("balance", "numeric(18,4)", decimal(22, 17, 4), "blocks"),
    ("volume", "numeric(28,6)", decimal(23, 22, 6), 0),
    ("exact", "numeric(38,9)", decimal(24, 26, 9), 95),
    ("country", "char(2)", chosen(25, COUNTRIES), 0),
    ("state", "varchar(20)", chosen(26, STATES), 0),
    ("currency", "char(3)", chosen(27, ["EUR", "NOK", "BRL", "JPY", "USD"]), 1),
    ("reference", "varchar(40)", f"'R-' || upper(to_hex({hashed(28)}))", 0),
    ("customer", "varchar(80)", f"'Customer ' || {whole(29, 50_000)}", 0),
    ("email", "varchar(120)", f"'user' || {whole(30, 50_000)} || '@example.org'", 10),
    ("city", "text", chosen(31, ["Berlin", "São Paulo", "Łódź", "東京", "Lyon"]), 1),
    ("street", "text", prose(32, 8, 40), 10),
    ("comment", "text", prose(33, 0, 120), 50),
    ("remark", "text", prose(34, 20, 300), "blocks"),
    ("notes", "text", prose(35, 200, 2_000), 50),
    ("transcript", "text", prose(36, 3_000, 7_900), 95),
    ("never_used", "text", "null", 0),
    ("external_id", "uuid", f"md5({hashed(37)}::text)::uuid", 0),
    ("session_id", "uuid", f"md5({hashed(38)}::text)::uuid", 50),
    ("ordered_on", "date", f"date '2019-01-01' + {whole(39, 2_500)}::int", 0),
    ("due_on", "date", f"date '2019-01-01' + {whole(40, 2_500)}::int", 10),
    ("born_on", "date", f"date '1930-01-01' + {whole(41, 29_000)}::int", 50),
    ("created", "timestamp", instant(42), 0),
    ("changed", "timestamp", instant(43), 10),
    ("shipped", "timestamp(3)", instant(44), 50),
    ("created_at", "timestamptz", f"({instant(45)}) AT TIME ZONE 'UTC'", 0),
    ("deleted_at", "timestamptz", f"({instant(46)}) AT TIME ZONE 'UTC'", 95),
    ("attributes", "jsonb", objects(47, "jsonb"), 10),
    ("payload", "json", objects(60, "json"), 50),
]


def table_columns() -> str:
    return ", ".join(f"{name} {declared}" for name, declared, _, _ in COLUMNS)


def insertion(table: str, rows: int) -> str:
    values = ",\n".join(
        f"CASE WHEN {_null(number, nulls)} THEN NULL ELSE {expression} END" if nulls else expression
        for number, (_, _, expression, nulls) in enumerate(COLUMNS)
    )
    chooser = random.Random(1)
    body = ""
    while len(body) < TEXT_LENGTH:
        body += chooser.choice(WORDS) + " "
    quoted = body[:TEXT_LENGTH].replace("'", "''")
    words = f"(SELECT '{quoted}'::text AS body) AS words"
    return f"INSERT INTO {table} SELECT {values} FROM generate_series(1, {rows}) AS i, {words}"


def _null(number: int, nulls: int | str) -> str:
    if nulls == "blocks":
        return f"(i / 5000) % 3 = {number % 3}"
    return f"{whole(1_000 + number, 100)} < {nulls}"
