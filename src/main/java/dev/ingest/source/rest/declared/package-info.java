/**
 * The declarative form of an API, as users write it in TOML, compiled into the plan of an endpoint. Everything that is
 * wrong with it is said at once, with the key.
 */
@NullMarked
package dev.ingest.source.rest.declared;

import org.jspecify.annotations.NullMarked;
