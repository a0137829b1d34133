package dev.ingest.demo;

import dev.ingest.config.row.JobColumn;
import dev.ingest.config.workbook.WorkbookBuilder;
import dev.ingest.job.ApiKind;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.LoadType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's home folder: workbook and secrets, as a user would write them. */
final class DemoWorkspace {
    private static final String SOURCE = "sales";

    private DemoWorkspace() {}

    static void write(Path home, int port, int apiPort) throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.createDirectories(home.resolve(".dlt"));
        Files.writeString(home.resolve(".dlt").resolve("secrets.toml"), secrets(port, apiPort), StandardCharsets.UTF_8);
        workbook().write(home.resolve("config").resolve("ingestion_config.xlsx"));
    }

    private static String secrets(int port, int apiPort) {
        return """
                [sources.sales]
                host = "localhost"
                port = %d
                database = "postgres"
                username = "postgres"
                password = "any-password"

                [sources.price_list]
                base_url = "http://127.0.0.1:%d/v1"
                auth = { type = "bearer", token = "%s" }

                [sources.price_list.tables.products]
                paginator = { type = "offset", limit = 500 }

                [destination.filesystem]
                bucket_url = "lake"
                """.formatted(port, apiPort, DemoApi.TOKEN);
    }

    private static WorkbookBuilder workbook() {
        String postgres = DatabaseKind.POSTGRESQL.id();
        return new WorkbookBuilder()
                .job(postgres, SOURCE, "region", LoadType.FULL)
                .job(postgres, SOURCE, "nation", LoadType.FULL)
                .job(postgres, SOURCE, "customer", LoadType.FULL)
                .job(postgres, SOURCE, "lineitem", LoadType.FULL)
                .job(postgres, SOURCE, "orders", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "updated_at")
                .job(postgres, SOURCE, "crm.\"Order Details\"", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "changedAt")
                .job(postgres, SOURCE, "crm.events", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "id")
                .job(postgres, SOURCE, "crm.big_customers", LoadType.FULL)
                .job(ApiKind.REST.id(), "price_list", "products", LoadType.FULL);
    }
}
