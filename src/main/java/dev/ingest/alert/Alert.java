package dev.ingest.alert;

import dev.ingest.job.name.Printable;
import dev.ingest.secret.Redaction;
import java.util.ArrayList;
import java.util.List;

/**
 * A message.
 *
 * @param title all of it in one line
 * @param items what happened, the worst first
 * @param more how many items were left out
 * @param facts where and when, a line each
 */
public record Alert(String title, List<Item> items, int more, List<Fact> facts) {
    /** What a message takes before chat services refuse it. */
    private static final int MOST_ITEMS = 10;

    private static final int MOST_LETTERS = 1000;

    public Alert {
        items = List.copyOf(items);
        facts = List.copyOf(facts);
    }

    /** What a message is for, the worst first. */
    public enum Occasion {
        FAILED,
        LATE,
        ROWS,
        RECOVERED,
        TEST
    }

    /**
     * What happened to a job, or to the run.
     *
     * @param occasion what for
     * @param job its name, or {@code run}
     * @param text what happened, and the way out
     */
    public record Item(Occasion occasion, String job, String text) {
        public Item {
            text = shortened(Printable.of(Redaction.of(text)));
        }

        private static String shortened(String text) {
            return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "…";
        }
    }

    /** A line of where and when. */
    public record Fact(String name, String text) {}

    /** A message of so many items as fit, the worst first. */
    static Alert of(String title, List<Item> items, List<Fact> facts) {
        List<Item> sorted = items.stream()
                .sorted(java.util.Comparator.comparing(Item::occasion))
                .toList();
        int shown = Math.min(MOST_ITEMS, sorted.size());
        return new Alert(title, sorted.subList(0, shown), sorted.size() - shown, facts);
    }

    /** The worst of what it is for. */
    public Occasion occasion() {
        return items.get(0).occasion();
    }

    /** How many items were left out, in words; empty text when none was. */
    public String rest() {
        return more == 0 ? "" : "and " + more + " more; the log has all";
    }

    /** All of it as lines of text. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        lines.add("");
        for (Item item : items) {
            lines.add(item.occasion() + "  " + item.job());
            lines.add("  " + item.text());
        }
        if (more > 0) {
            lines.add(rest());
        }
        lines.add("");
        facts.forEach(fact -> lines.add(fact.name() + ": " + fact.text()));
        return lines;
    }
}
