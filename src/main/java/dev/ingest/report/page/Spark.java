package dev.ingest.report.page;

import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;

/** A small line through the values of a job's runs that succeeded, from zero up, the newest at the right. */
final class Spark {
    private static final int WIDTH = 90;
    private static final int HEIGHT = 20;
    private static final int EDGE = 2;

    private Spark() {}

    /**
     * Writes the line.
     *
     * @param what what is shown
     * @param newestFirst its values
     * @param shown how one is told
     */
    static void write(Html html, String what, List<Long> newestFirst, LongFunction<String> shown) {
        if (newestFirst.size() < 2) {
            return;
        }
        long most = Collections.max(newestFirst);
        long least = Collections.min(newestFirst);
        StringBuilder points = new StringBuilder();
        int last = newestFirst.size() - 1;
        for (int i = last; i >= 0; i--) {
            points.append(WIDTH - EDGE - i * (WIDTH - 2 * EDGE) / last)
                    .append(',')
                    .append(y(newestFirst.get(i), most))
                    .append(' ');
        }
        String label = what + " of the last " + newestFirst.size() + " successes: " + shown.apply(least) + " to "
                + shown.apply(most);
        html.open("svg")
                .with("class", "spark")
                .with("role", "img")
                .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .with("aria-label", label);
        html.element("title", label);
        html.open("polyline").with("points", points.toString().strip()).close();
        html.open("circle")
                .with("cx", WIDTH - EDGE)
                .with("cy", y(newestFirst.get(0), most))
                .with("r", EDGE)
                .close();
        html.close();
    }

    private static long y(long value, long most) {
        double share = most == 0 ? 0 : (double) value / most;
        return Math.round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE));
    }
}
