package dev.ingest.commit.state;

import java.util.Optional;

/**
 * A schema with what a load makes new of it.
 *
 * @param schema the schema afterwards; its version and hash are those of the newest whole one
 * @param file what stores the news: the whole schema or one table of it; absent when nothing is new
 */
public record SchemaStep(SchemaDocument schema, Optional<SmallFile> file) {}
