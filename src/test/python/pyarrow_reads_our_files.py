"""Lets pyarrow read Parquet files of ours, and compares every value and every statistic with what they must be.

    pip install pyarrow
    mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.ingest.parquet.TwinFiles -Dexec.args=FOLDER
    python pyarrow_reads_our_files.py FOLDER

Beside each file stands a .jsonl of what it holds. Ends with 0 when all agree.
"""

import json
import math
import struct
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

LONGEST_STATISTIC = 64


def number(value):
    """A cell as it is compared: a number that sorts as the type does, or bytes."""
    if isinstance(value, Decimal):
        sign, digits, _ = value.as_tuple()
        return (-1) ** sign * int("".join(map(str, digits)))
    return value.encode() if isinstance(value, str) else value


def expected(kind, cell):
    if cell is None:
        return None
    if kind in ("text", "json"):
        return cell.encode()
    if kind == "binary":
        return bytes.fromhex(cell)
    if kind in ("float", "double"):
        return struct.unpack(">d", int(cell, 16).to_bytes(8, "big"))[0]
    return int(cell)


def found(kind, column):
    """A column's cells in the form of expected()."""
    if kind == "date":
        column = column.cast(pa.int32())
    elif kind.startswith("timestamp"):
        column = column.cast(pa.int64())
    elif kind == "boolean":
        column = column.cast(pa.int8())
    return [number(value) for value in column.to_pylist()]


def same(one, other):
    """Equal, zeros of both signs and NaN told apart."""
    if isinstance(one, float) and isinstance(other, float):
        return struct.pack(">d", one) == struct.pack(">d", other) or (math.isnan(one) and math.isnan(other))
    return one == other


def ends(kind, told):
    """The minimum and maximum that pyarrow shows, in the form of expected()."""
    counted = kind == "date" or kind.startswith("timestamp")
    low, high = (told.min_raw, told.max_raw) if counted else (told.min, told.max)
    return number(low), number(high)


def statistics_faults(kind, told, values):
    present = [value for value in values if value is not None]
    not_a_number = any(isinstance(value, float) and math.isnan(value) for value in present)
    if told is None:
        # A column with NaN promises nothing at all.
        if not not_a_number:
            yield "no statistics"
        return
    if told.null_count != len(values) - len(present):
        yield f"{told.null_count} nulls told, {len(values) - len(present)} there are"
    ordered = present and not not_a_number
    if told.has_min_max != bool(ordered):
        yield f"a range is told: {told.has_min_max}, and it can be: {bool(ordered)}"
    if not (told.has_min_max and ordered):
        return
    low, high = ends(kind, told)
    least, most = min(present), max(present)
    if kind in ("float", "double"):
        # The format wants a zero at an end to be the farther one.
        least, most = (-0.0 if least == 0 else least), (0.0 if most == 0 else most)
    if kind in ("text", "json", "binary") and max(len(least), len(most)) > LONGEST_STATISTIC:
        exact = low <= least and high >= most and len(low) <= LONGEST_STATISTIC and len(high) <= LONGEST_STATISTIC
    else:
        exact = same(low, least) and same(high, most)
    if not exact:
        yield f"{low!r} to {high!r} told, {least!r:.80} to {most!r:.80} there are"


def faults(path):
    with open(path.with_suffix(".jsonl"), encoding="utf-8") as twin:
        kinds, *rows = [json.loads(line) for line in twin]
    parquet = pq.ParquetFile(path)
    if parquet.metadata.num_rows != len(rows):
        yield f"{parquet.metadata.num_rows} rows, not {len(rows)}"
        return
    table = parquet.read()
    for at, kind in enumerate(kinds):
        wanted = [expected(kind, row[at]) for row in rows]
        for row, (one, other) in enumerate(zip(wanted, found(kind, table.column(at)))):
            if not same(one, other):
                yield f"column {at} ({kind}), row {row}: {other!r:.80}, not {one!r:.80}"
                break
        first = 0
        for group in range(parquet.metadata.num_row_groups):
            metadata = parquet.metadata.row_group(group)
            chunk = metadata.column(at)
            values = wanted[first : first + metadata.num_rows]
            first += metadata.num_rows
            if not chunk.has_offset_index:
                yield f"column {at}, row group {group}: no offset index"
            for fault in statistics_faults(kind, chunk.statistics, values):
                yield f"column {at} ({kind}), row group {group}: {fault}"


def main(folder):
    wrong = 0
    files = sorted(Path(folder).glob("*.parquet"))
    for path in files:
        said = list(faults(path))
        wrong += len(said)
        print(f"{'FAIL' if said else 'ok  '} {path.name}: {pq.ParquetFile(path).metadata.num_rows} rows")
        for fault in said[:20]:
            print(f"     {fault}")
    print(f"pyarrow {pa.__version__}: {len(files)} files, {wrong} faults")
    return 0 if files and wrong == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
