package dev.ingest.source.jdbc;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that a misspelt one may have meant. */
final class NearMatches {
    private static final int MOST = 3;

    private NearMatches() {}

    /** The nearest of {@code known} as part of a message: {@code " Near matches: orders, order_items."}, or nothing. */
    static String of(String wanted, Collection<String> known) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        List<String> near = known.stream()
                .filter(name -> isNear(lower, name.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingInt((String name) -> distance(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        return near.isEmpty() ? "" : " Near matches: " + String.join(", ", near) + ".";
    }

    private static boolean isNear(String wanted, String name) {
        return name.contains(wanted)
                || wanted.contains(name)
                || distance(wanted, name) <= Math.max(2, wanted.length() / 3)
                || innermost(name).equals(innermost(wanted));
    }

    private static String innermost(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Letters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
