package dev.ingest.report.page;

import dev.ingest.report.history.Day;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** A bar a day. */
final class DayChart {
    static final int DAYS = 60;
    private static final int STEP = 6;
    private static final int BAR = 5;
    private static final int LEFT = 44;
    private static final int HIGH = 72;
    private static final int TOP = 8;
    private static final int WIDTH = LEFT + DAYS * STEP;
    private static final int HEIGHT = TOP + HIGH + 16;

    private final LocalDate last;
    private final List<Day> days;

    /** Those of {@code all} that are no more than {@link #DAYS} before {@code last}. */
    DayChart(List<Day> all, LocalDate last) {
        this.last = last;
        this.days = all.stream().filter(day -> age(day.date(), last) < DAYS).toList();
    }

    private static long age(LocalDate date, LocalDate last) {
        return Math.max(0, ChronoUnit.DAYS.between(date, last));
    }

    List<Day> days() {
        return days;
    }

    void write(Html html, String what, String classes, ToLongFunction<Day> value, LongFunction<String> shown) {
        long most = days.stream().mapToLong(value).max().orElse(0);
        long sum = days.stream().mapToLong(value).sum();
        html.open("figure");
        html.open("figcaption").text(what).close();
        html.open("svg")
                .with("class", "days " + classes)
                .with("role", "img")
                .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .with(
                        "aria-label",
                        what + ", " + DAYS + " days up to " + last + ": " + shown.apply(sum) + " together, "
                                + shown.apply(most) + " at the most on one day");
        html.open("path")
                .with("class", "axis")
                .with(
                        "d",
                        "M" + LEFT + " " + (TOP + HIGH) + "h" + DAYS * STEP + "M" + LEFT + " " + TOP + "h"
                                + DAYS * STEP)
                .close();
        label(html, LEFT - 4, TOP + 4, "end", shown.apply(most));
        label(html, LEFT - 4, TOP + HIGH + 3, "end", "0");
        label(html, LEFT, HEIGHT - 3, "start", last.minusDays(DAYS - 1L).toString());
        label(html, WIDTH, HEIGHT - 3, "end", last.toString());
        days.forEach(day -> bar(html, day, value.applyAsLong(day), most, shown));
        html.close().close().line();
    }

    private void bar(Html html, Day day, long value, long most, LongFunction<String> shown) {
        if (value == 0) {
            return;
        }
        long height = Math.max(1, Math.round((double) value / most * HIGH));
        html.open("rect")
                .with("x", WIDTH - STEP * (age(day.date(), last) + 1))
                .with("y", TOP + HIGH - height)
                .with("width", BAR)
                .with("height", height)
                .element("title", day.date() + ": " + shown.apply(value))
                .close();
    }

    private static void label(Html html, int x, int y, String anchor, String text) {
        html.open("text")
                .with("x", x)
                .with("y", y)
                .with("text-anchor", anchor)
                .text(text)
                .close();
    }
}
