package dev.ingest.wiring;

import dev.ingest.config.Settings;
import dev.ingest.failure.IngestException;
import dev.ingest.plan.RunMoment;
import dev.ingest.record.LastRun;
import dev.ingest.record.RunLines;
import dev.ingest.record.RunOrigin;
import dev.ingest.record.RunRecord;
import dev.ingest.record.RunRecorder;
import dev.ingest.run.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told of a run besides its user. Nobody of them can make it fail. */
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger("ingest");

    private final Path home;
    private final RunMoment moment;
    private final Clock clock;
    private final RunRecorder recorder;
    private Optional<RunLines> lines = Optional.empty();

    Notices(Path home, Settings settings, RunOrigin origin, RunMoment moment) {
        this.home = home;
        this.moment = moment;
        this.clock = Clock.system(moment.start().getZone());
        this.recorder = new RunRecorder(origin, moment, clock);
    }

    /** Of a run whose workbook or settings cannot be read: whoever the settings name all the same. */
    public static Notices unread(
            Path home, Path secretsFile, Map<String, String> environment, RunOrigin origin, RunMoment moment) {
        return new Notices(home, settings(home, secretsFile, environment), origin, moment);
    }

    private static Settings settings(Path home, Path secretsFile, Map<String, String> environment) {
        try {
            return HomeSettings.read(home, secretsFile, environment).settings();
        } catch (IngestException unreadable) {
            return new Settings(List.of());
        }
    }

    /** Tells the run as it goes too, a line of JSON an event. */
    public Notices alsoTo(Consumer<String> out) {
        lines = Optional.of(new RunLines(recorder, moment, clock, out));
        return this;
    }

    /** Hears the run. */
    public RunListener listener() {
        return lines.<RunListener>map(all -> all).orElse(recorder);
    }

    /**
     * The run is over: all are told.
     *
     * @param exitCode what the process returns
     * @param reasons why it came to no job
     */
    public void ended(RunRecord.Status status, int exitCode, List<String> reasons) {
        RunRecord run = recorder.ended(status, exitCode, reasons);
        attempt("metadata/last_run.json", () -> LastRun.write(home.resolve("metadata"), run));
        lines.ifPresent(all -> all.ended(run));
    }

    /** What tells somebody. */
    private interface Telling {
        void run() throws IOException;
    }

    private static void attempt(String what, Telling telling) {
        try {
            telling.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Cannot write {}: {}. The run is as it is; see that its user may write there.", what, e.toString());
        }
    }
}
