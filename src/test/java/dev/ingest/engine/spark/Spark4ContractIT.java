package dev.ingest.engine.spark;

class Spark4ContractIT extends SparkContract {
    Spark4ContractIT() {
        super("4");
    }
}
