"""Spark's own JDBC reader to Parquet, a partition a core: spark_copy.py FOLDER TABLE..."""

import os
import sys

from address import jdbc
from pyspark.sql import SparkSession

folder, *tables = sys.argv[1:]
spark = SparkSession.builder.getOrCreate()
at = {
    "url": jdbc(),
    "driver": "org.postgresql.Driver",
    "user": os.environ["PGUSER"],
    "password": os.environ["PGPASSWORD"],
    # Without it pgjdbc brings a whole table into memory.
    "fetchsize": "10000",
}


def reader():
    return spark.read.format("jdbc").options(**at)


for table in tables:
    key = reader().option("dbtable", table).load().columns[0]
    [low, high] = reader().option("query", f"SELECT min({key}), max({key}) FROM {table}").load().first()
    parts = {
        "partitionColumn": key,
        "lowerBound": low,
        "upperBound": high,
        "numPartitions": spark.sparkContext.defaultParallelism,
    }
    rows = reader().option("dbtable", table).options(**parts).load()
    rows.write.parquet(f"{folder}/{table}")
spark.stop()
