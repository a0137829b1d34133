package dev.ingest.cli;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The one place where a failure outside any job becomes a message and an exit code. */
final class FailureExits implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof IngestException expected) {
            command.getErr().println(expected.getMessage());
            return code(expected.kind()).code();
        }
        command.getErr().println("Cannot go on: " + failure + ". Please report this with what follows.");
        failure.printStackTrace(command.getErr());
        return ExitCode.JOB_FAILED.code();
    }

    private static ExitCode code(FailureKind kind) {
        return kind == FailureKind.CONFIG || kind == FailureKind.SECRET ? ExitCode.CONFIGURATION : ExitCode.JOB_FAILED;
    }
}
