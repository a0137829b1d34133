package dev.ingest.start;

import java.util.ArrayList;
import java.util.List;

/** What {@link LateStaticsSample} made, in its order. */
public final class LateStaticsMade {
    public static final List<String> ALL = new ArrayList<>();

    private LateStaticsMade() {}
}
