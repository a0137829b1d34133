package dev.ingest.source.rest;

import dev.ingest.job.name.TableName;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The resources that settings declare: all that can be listed of an API. */
record Resources(List<TableName> names) {
    Resources {
        names = names.stream().sorted(Comparator.comparing(TableName::joined)).toList();
    }

    /** Those whose names match, whatever their case; {@code %} stands for any letters, a missing schema for none. */
    List<TableName> like(String pattern) {
        Pattern wanted = Pattern.compile(
                Arrays.stream(pattern.split("%", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        return names.stream()
                .filter(name -> wanted.matcher(name.joined()).matches()
                        || wanted.matcher("." + name.joined()).matches())
                .toList();
    }
}
