package dev.ingest.engine.spark;

class Spark35ContractIT extends SparkContract {
    Spark35ContractIT() {
        super("3.5");
    }
}
