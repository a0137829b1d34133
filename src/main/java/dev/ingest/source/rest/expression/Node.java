package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** A part of an expression, ready to be evaluated. */
interface Node {
    /** Its value; a missing node where a path leads nowhere. */
    JsonNode find(Bindings bindings);
}
