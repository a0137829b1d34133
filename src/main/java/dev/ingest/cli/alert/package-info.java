/**
 * The command about messages to people.
 *
 * <p>Start with {@link dev.ingest.cli.alert.AlertCommand}.
 */
@NullMarked
package dev.ingest.cli.alert;

import org.jspecify.annotations.NullMarked;
