package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The tables that every dlt schema has to name, column by column as dlt defines them. */
final class SystemTables {
    private static final String TABLES = """
            {"_dlt_version": {"name": "_dlt_version", "columns": {
              "version": {"name": "version", "data_type": "bigint", "nullable": false},
              "engine_version": {"name": "engine_version", "data_type": "bigint", "nullable": false},
              "inserted_at": {"name": "inserted_at", "data_type": "timestamp", "nullable": false},
              "schema_name": {"name": "schema_name", "data_type": "text", "nullable": false},
              "version_hash": {"name": "version_hash", "data_type": "text", "nullable": false},
              "schema": {"name": "schema", "data_type": "text", "nullable": false}},
              "write_disposition": "skip", "resource": "_dlt_version",
              "description": "Created by DLT. Tracks schema updates"},
             "_dlt_loads": {"name": "_dlt_loads", "columns": {
              "load_id": {"name": "load_id", "data_type": "text", "nullable": false, "precision": 64},
              "schema_name": {"name": "schema_name", "data_type": "text", "nullable": true},
              "status": {"name": "status", "data_type": "bigint", "nullable": false},
              "inserted_at": {"name": "inserted_at", "data_type": "timestamp", "nullable": false},
              "schema_version_hash": {"name": "schema_version_hash", "data_type": "text", "nullable": true}},
              "write_disposition": "skip", "resource": "_dlt_loads",
              "description": "Created by DLT. Tracks completed loads"},
             "_dlt_pipeline_state": {"name": "_dlt_pipeline_state", "columns": {
              "version": {"name": "version", "data_type": "bigint", "nullable": false},
              "engine_version": {"name": "engine_version", "data_type": "bigint", "nullable": false},
              "pipeline_name": {"name": "pipeline_name", "data_type": "text", "nullable": false},
              "state": {"name": "state", "data_type": "text", "nullable": false},
              "created_at": {"name": "created_at", "data_type": "timestamp", "nullable": false},
              "version_hash": {"name": "version_hash", "data_type": "text", "nullable": true},
              "_dlt_load_id": {"name": "_dlt_load_id", "data_type": "text", "nullable": false, "precision": 64}},
              "write_disposition": "append", "resource": "_dlt_pipeline_state", "file_format": "preferred"}}
            """;

    private SystemTables() {}

    /** Adds those that {@code tables} lacks. */
    static void addTo(ObjectNode tables) {
        DltJson.parse(TABLES).orElseThrow().properties().forEach(table -> {
            if (!tables.has(table.getKey())) {
                tables.set(table.getKey(), table.getValue());
            }
        });
    }
}
