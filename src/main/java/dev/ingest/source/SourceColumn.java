package dev.ingest.source;

import dev.ingest.data.Nullability;
import java.util.OptionalInt;

/**
 * A column as its source declares it.
 *
 * @param name its name
 * @param declaredType for people: {@code numeric(10,2)}, {@code mood}, {@code integer[]}
 * @param baseType the type that decides how it is read, in the dialect's own words; domains resolved
 * @param precision digits, characters or fractional digits, as the type means it
 * @param scale fractional digits of a number
 * @param nullability whether the source promises a value
 */
public record SourceColumn(
        String name,
        String declaredType,
        String baseType,
        OptionalInt precision,
        OptionalInt scale,
        Nullability nullability) {}
