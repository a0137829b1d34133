/**
 * The contract of everywhere that files land, and the template that names them.
 *
 * <p>Start with {@link dev.ingest.landing.LandingStore}. Never imports its implementations; {@code wiring} chooses them.
 */
@NullMarked
package dev.ingest.landing;

import org.jspecify.annotations.NullMarked;
