package dev.ingest.cli;

import dev.ingest.cli.option.ExitCode;
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
            return ExitCode.of(expected).code();
        }
        command.getErr().println("Cannot go on: " + failure + ". Please report this with what follows.");
        failure.printStackTrace(command.getErr());
        return ExitCode.JOB_FAILED.code();
    }
}
