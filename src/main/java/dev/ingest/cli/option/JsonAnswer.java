package dev.ingest.cli.option;

import dev.ingest.cli.log.RunLog;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether a command answers machines, by one document on standard output; what people read goes to standard error then. */
public final class JsonAnswer {
    @Option(names = "--json", description = "Answer with one JSON document on standard output.")
    private boolean wanted;

    /** Whether the document is wanted. */
    public boolean wanted() {
        return wanted;
    }

    /** Where lines for people go. */
    public PrintWriter people(CommandSpec spec) {
        return wanted ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }

    /** Where the log's lines go. */
    public RunLog.Stream log() {
        return wanted ? RunLog.Stream.ERR : RunLog.Stream.OUT;
    }

    /** Prints the document as it is: what masks secrets in people's lines would not spare its form. */
    public void print(CommandSpec spec, String document) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(document);
        out.flush();
    }
}
