package dev.ingest.job.name;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that someone who mistyped probably meant. */
public final class NearMatch {
    private static final int MOST = 3;

    private NearMatch() {}

    /** The name in {@code known} nearest to {@code written}, case aside; none when all are too far to be a slip. */
    public static Optional<String> of(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(folded(written), folded(name)) <= allowed(name))
                .min(Comparator.<String>comparingInt(name -> distance(folded(written), folded(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A sentence with a space before it, {@code " Did you mean 'orders'?"}; empty when nothing is near. */
    public static String question(String written, Collection<String> known) {
        return of(written, known).map(name -> " Did you mean '" + name + "'?").orElse("");
    }

    /**
     * The nearest few of many, parts of names and names in other schemas too, as a sentence with a space before it:
     * {@code " Near matches: orders, sales.orders."}; empty when nothing is near.
     */
    public static String list(String written, Collection<String> known) {
        String near = known.stream()
                .filter(name -> resembles(folded(written), folded(name)))
                .sorted(Comparator.<String>comparingInt(name -> distance(folded(written), folded(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .collect(Collectors.joining(", "));
        return near.isEmpty() ? "" : " Near matches: " + near + ".";
    }

    /** How many characters must be inserted, deleted, replaced or swapped with their neighbour. */
    public static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= right.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            for (int j = 1; j <= right.length(); j++) {
                cost[i][j] = step(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int step(int[][] cost, String left, String right, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }

    private static boolean resembles(String written, String name) {
        return name.contains(written)
                || written.contains(name)
                || innermost(name).equals(innermost(written))
                || distance(written, name) <= Math.max(2, written.length() / 3);
    }

    private static String innermost(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static int allowed(String name) {
        return name.length() <= 5 ? 1 : 2;
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
