/** The entry point; starts the command line and returns its exit code. Imports {@code cli} alone. */
@NullMarked
package dev.ingest;

import org.jspecify.annotations.NullMarked;
