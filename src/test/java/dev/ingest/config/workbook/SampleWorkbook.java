package dev.ingest.config.workbook;

import dev.ingest.config.row.JobColumn;
import dev.ingest.job.LoadType;
import java.nio.file.Path;

/** The workbooks that ship: one with a row of each kind, all of them switched off, and the empty one of a new home. */
public final class SampleWorkbook {
    static final Path EMPTY = Path.of("src", "main", "resources", "dev", "ingest", "setup", "ingestion_config.xlsx");

    private SampleWorkbook() {}

    /** Writes {@code config/ingestion_config.xlsx} and {@link #EMPTY} under the working folder. */
    public static void main(String[] arguments) {
        sample().write(Path.of("config", "ingestion_config.xlsx"));
        new WorkbookBuilder().write(EMPTY);
    }

    static WorkbookBuilder sample() {
        return new WorkbookBuilder()
                .job("postgresql", "my_postgres_db", "customers", LoadType.FULL)
                .disabled()
                .job("postgresql", "my_postgres_db", "sales.orders", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "updated_at")
                .with(JobColumn.CLUSTER_BY, "customer_id")
                .disabled()
                .job("postgresql", "my_postgres_db", "\"Order Details\"", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "id")
                .with(JobColumn.PARTITION_BY, "region")
                .with(JobColumn.PRIMARY_KEY, "id")
                .disabled();
    }
}
