package dev.ingest.report.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of jobs, told by their place among those that were met. */
final class Names {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    int place(String name) {
        return places.computeIfAbsent(name, unknown -> {
            names.add(unknown);
            return names.size() - 1;
        });
    }

    String name(int place) {
        return names.get(place);
    }

    int size() {
        return names.size();
    }

    void pack(Packed out) {
        out.number(names.size());
        names.forEach(out::text);
    }

    static Names unpack(Unpacked in) {
        Names names = new Names();
        for (int left = in.count(); left > 0; left--) {
            names.place(in.text());
        }
        return names;
    }
}
