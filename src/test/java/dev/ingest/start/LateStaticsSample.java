package dev.ingest.start;

import java.util.List;
import java.util.function.Supplier;

/** A class whose fields tell that they are made, for {@link LateStaticsTest}. */
public final class LateStaticsSample implements Supplier<String> {
    private static final List<String> FIELD = made("field");
    private static int counter = made("counter").size();

    private static List<String> made(String what) {
        LateStaticsMade.ALL.add(what);
        return List.of(what);
    }

    @Override
    public String get() {
        counter++;
        return FIELD + " " + counter;
    }
}
