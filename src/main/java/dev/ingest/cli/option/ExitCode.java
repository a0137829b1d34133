package dev.ingest.cli.option;

import dev.ingest.failure.IngestException;
import dev.ingest.record.RunRecord;

/** What the process tells its scheduler. */
public enum ExitCode {
    /** All jobs succeeded. */
    SUCCESS(0),
    /** Some job failed. */
    JOB_FAILED(1),
    /** The workbook, the settings or the command line are at fault; nothing ran. */
    CONFIGURATION(2),
    /** Another run holds the lock. */
    LOCKED(3),
    /** The user ended the run. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** How a command ends that fails with {@code failure} outside any job. */
    public static ExitCode of(IngestException failure) {
        return switch (failure.kind()) {
            case CONFIG, SECRET -> CONFIGURATION;
            default -> JOB_FAILED;
        };
    }

    /** How a run ended that ends with it. */
    public RunRecord.Status status() {
        return switch (this) {
            case SUCCESS -> RunRecord.Status.SUCCESS;
            case JOB_FAILED -> RunRecord.Status.FAILED;
            case CONFIGURATION -> RunRecord.Status.REFUSED;
            case LOCKED -> RunRecord.Status.LOCKED;
            case INTERRUPTED -> RunRecord.Status.INTERRUPTED;
        };
    }

    /** The number that the process ends with. */
    public int code() {
        return code;
    }
}
