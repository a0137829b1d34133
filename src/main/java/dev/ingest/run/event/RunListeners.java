package dev.ingest.run.event;

import dev.ingest.job.JobPlan;
import java.util.List;
import java.util.function.Consumer;

/** Several listeners as one, each told in turn. */
public final class RunListeners implements RunListener {
    private final List<RunListener> all;

    public RunListeners(List<RunListener> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void started(RunHeader header, int jobs) {
        tell(each -> each.started(header, jobs));
    }

    @Override
    public void recovered(List<String> actions) {
        tell(each -> each.recovered(actions));
    }

    @Override
    public void jobStarted(String name) {
        tell(each -> each.jobStarted(name));
    }

    @Override
    public void jobPlanned(JobPlan plan, String landingPath, List<String> warnings) {
        tell(each -> each.jobPlanned(plan, landingPath, warnings));
    }

    @Override
    public void nested(String name, long rows) {
        tell(each -> each.nested(name, rows));
    }

    @Override
    public void landed(LandedLoad load) {
        tell(each -> each.landed(load));
    }

    @Override
    public void jobEnded(JobOutcome outcome) {
        tell(each -> each.jobEnded(outcome));
    }

    @Override
    public void warned(String sentence) {
        tell(each -> each.warned(sentence));
    }

    @Override
    public void ended(RunSummary summary) {
        tell(each -> each.ended(summary));
    }

    private void tell(Consumer<RunListener> event) {
        all.forEach(event);
    }
}
