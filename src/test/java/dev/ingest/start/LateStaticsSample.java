package dev.ingest.start;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A class whose fields tell that they are made, for {@link LateStaticsTest}. */
public final class LateStaticsSample implements Supplier<String> {
    private static final List<String> FIELD = made("field");
    private static int counter = made("counter").size();

    /** What was made, in its order. */
    public static final class Made {
        public static final List<String> ALL = new ArrayList<>();

        private Made() {}
    }

    private static List<String> made(String what) {
        Made.ALL.add(what);
        return List.of(what);
    }

    @Override
    public String get() {
        counter++;
        return FIELD + " " + counter;
    }
}
