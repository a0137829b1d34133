package dev.ingest.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.job.JobPlan;
import dev.ingest.plan.RunMoment;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.LandedLoad;
import dev.ingest.run.event.RunHeader;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.event.RunSummary;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells a run as it goes, a line of JSON an event; the last line is the whole document. */
public final class RunLines implements RunListener {
    private final RunOrigin origin;
    private final RunMoment moment;
    private final Clock clock;
    private final Consumer<String> out;

    /**
     * @param origin which run
     * @param out takes each line, without its end
     */
    public RunLines(RunOrigin origin, RunMoment moment, Clock clock, Consumer<String> out) {
        this.origin = origin;
        this.moment = moment;
        this.clock = clock;
        this.out = out;
    }

    private enum Event {
        RUN_STARTED,
        JOB_STARTED,
        JOB_PLANNED,
        LOAD_LANDED,
        JOB_ENDED,
        WARNING,
        RUN_ENDED
    }

    @Override
    public void started(RunHeader header, int jobs) {
        ObjectNode line = line(Event.RUN_STARTED);
        line.put("version", origin.version());
        line.put("time_zone", JsonText.zone(moment.start().getZone()));
        line.put("date", moment.date().toString());
        line.put("destination", header.places().destination());
        line.put("jobs_planned", jobs);
        tell(line);
    }

    @Override
    public void recovered(List<String> actions) {
        actions.forEach(this::tellWarning);
    }

    @Override
    public void jobStarted(String name) {
        tell(line(Event.JOB_STARTED).put("job", name));
    }

    @Override
    public void jobPlanned(JobPlan plan, String landingPath, List<String> warnings) {
        ObjectNode line = line(Event.JOB_PLANNED);
        line.put("job", plan.name());
        line.put("load_type", plan.loadType().name());
        line.put("path", landingPath);
        tell(line);
        warnings.forEach(this::tellWarning);
    }

    @Override
    public void landed(LandedLoad load) {
        ObjectNode line = line(Event.LOAD_LANDED);
        line.put("job", load.plan().name());
        line.setAll(RunJson.load(load));
        tell(line);
    }

    @Override
    public void jobEnded(JobOutcome outcome) {}

    /** A job is over, with all that is known of it. */
    public void ended(JobRecord job) {
        ObjectNode line = line(Event.JOB_ENDED);
        line.setAll(RunJson.job(job, moment.start().getZone()));
        tell(line);
    }

    @Override
    public void warned(String sentence) {
        tellWarning(sentence);
    }

    @Override
    public void ended(RunSummary summary) {}

    /** The last line. */
    public void ended(RunRecord run) {
        ObjectNode line = line(Event.RUN_ENDED);
        line.setAll(RunJson.document(run));
        tell(line);
    }

    private void tellWarning(String sentence) {
        tell(line(Event.WARNING).put("text", sentence));
    }

    private ObjectNode line(Event event) {
        ObjectNode line = JsonText.versioned();
        line.put("event", event.name().toLowerCase(Locale.ROOT));
        line.put("time", JsonText.time(clock.instant(), moment.start().getZone()));
        line.put("run_id", origin.id().toString());
        return line;
    }

    private synchronized void tell(ObjectNode line) {
        out.accept(JsonText.line(line));
    }
}
