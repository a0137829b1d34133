package dev.ingest.source.rest.page;

import dev.ingest.source.rest.TestApi.Answer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A list of records with the ids 1, 2, 3 …, cut into pages as an API likes.
 *
 * @param sizes of the pages
 * @param endless whether an empty last page leads on to another
 * @param repeats whether the last page comes again and again
 * @param total what the API calls its total, and how much it says that is
 * @param flag under which it says whether there is more
 */
record PagedList(List<Integer> sizes, boolean endless, boolean repeats, String total, String flag) {
    static PagedList of(Integer... sizes) {
        return new PagedList(List.of(sizes), false, false, "", "");
    }

    PagedList forEver() {
        return new PagedList(sizes, true, repeats, total, flag);
    }

    PagedList stuck() {
        return new PagedList(sizes, endless, true, total, flag);
    }

    PagedList naming(String name, int number) {
        return new PagedList(sizes, endless, repeats, "\"" + name + "\":" + number + ",", flag);
    }

    PagedList flagging(String name) {
        return new PagedList(sizes, endless, repeats, total, name);
    }

    /** Whether page {@code number}, from 0 on, leads on. */
    boolean leadsOn(int number) {
        return endless || repeats || number + 1 < sizes.size();
    }

    /** Page {@code number}, from 0 on, with {@code extra} members before its records. */
    Answer page(int number, String extra) {
        int shown = repeats ? Math.min(number, sizes.size() - 1) : number;
        int size = shown < sizes.size() ? sizes.get(shown) : 0;
        return slice(sum(shown), size, number, extra);
    }

    /** The page that begins behind {@code records} records. */
    Answer behind(int records) {
        int number = IntStream.range(0, sizes.size())
                .filter(page -> sum(page) == records && sizes.get(page) > 0)
                .findFirst()
                .orElse(sizes.size());
        return page(number, "");
    }

    private int sum(int number) {
        return sizes.stream().limit(number).mapToInt(Integer::intValue).sum();
    }

    private Answer slice(int from, int size, int number, String extra) {
        String records = IntStream.rangeClosed(from + 1, from + size)
                .mapToObj(id -> "{\"id\":" + id + "}")
                .collect(Collectors.joining(","));
        String more = flag.isEmpty() ? "" : "\"" + flag + "\":" + leadsOn(number) + ",";
        return Answer.json("{" + total + more + extra + "\"items\":[" + records + "]}");
    }
}
