package dev.ingest.report.page;

import dev.ingest.job.JobStatus;
import dev.ingest.job.name.Counted;
import dev.ingest.report.history.JobRun;
import java.util.List;

/** A job's last runs, a bar each, the newest at the right; what did not succeed is taller, and says why. */
final class Strip {
    static final int RUNS = 30;
    private static final int STEP = 5;
    private static final int HEIGHT = 18;
    private static final int WIDTH = RUNS * STEP;
    private static final int LONGEST = 160;

    private Strip() {}

    static void write(Html html, List<JobRun> newestFirst) {
        List<JobRun> runs = newestFirst.subList(0, Math.min(RUNS, newestFirst.size()));
        html.open("svg")
                .with("class", "strip")
                .with("role", "img")
                .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .with("aria-label", label(runs));
        StringBuilder good = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).succeeded()) {
                good.append('M').append(x(i)).append(" 10v8");
            }
        }
        if (!good.isEmpty()) {
            html.open("path").with("class", "ok").with("d", good.toString()).close();
        }
        for (int i = 0; i < runs.size(); i++) {
            if (!runs.get(i).succeeded()) {
                bad(html, runs.get(i), x(i));
            }
        }
        html.close();
    }

    private static int x(int age) {
        return WIDTH - age * STEP - STEP / 2 - 1;
    }

    private static void bad(Html html, JobRun run, int x) {
        boolean failed = run.status() == JobStatus.FAILED;
        String why = run.error().length() > LONGEST ? run.error().substring(0, LONGEST) + " …" : run.error();
        html.open("path")
                .with("class", failed ? "bad" : "cut")
                .with("d", "M" + x + (failed ? " 0v18" : " 0v6m0 3v3m0 3v3"))
                .element("title", Shown.moment(run.ended()) + " " + run.status() + ": " + why)
                .close();
    }

    private static String label(List<JobRun> runs) {
        long good = runs.stream().filter(JobRun::succeeded).count();
        return "Last " + Counted.of(runs.size(), "run") + ": " + good + " succeeded, " + (runs.size() - good)
                + " did not";
    }
}
