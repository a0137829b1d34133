package dev.ingest.source.rest.endpoint;

import java.time.Duration;
import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request is repeated for.
 *
 * @param lists values by the name under which expressions and columns have them; their product is gone through
 * @param parents resources whose records are gone through, each for every record of the one before
 * @param step the window of an incremental load is cut into pieces
 */
public record Repeats(Map<String, List<String>> lists, List<Parent> parents, Optional<Step> step) {
    /** A request that is sent once. */
    public static final Repeats NONE = new Repeats(Map.of(), List.of(), Optional.empty());

    public Repeats {
        lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
        parents = List.copyOf(parents);
    }

    /**
     * A resource each of whose records is asked about.
     *
     * @param resource its name
     * @param included its fields that rows have too, in columns {@code _<resource>_<field>}
     * @param group how many records one request asks about; expressions have their fields joined by commas
     */
    public record Parent(String resource, List<String> included, int group) {
        public Parent {
            included = List.copyOf(included);
        }
    }

    /** A piece of a window. {@code granularity} is what lies between the end of one and the beginning of the next. */
    public record Step(Period days, Duration time, Duration granularity) {}
}
