/**
 * What a terminal can do beyond taking lines: a foot that is rewritten in place. The only importer of JLine, whose classes
 * are loaded once {@link dev.ingest.cli.screen.Outlet} has said that there is a terminal.
 *
 * <p>Start with {@link dev.ingest.cli.screen.Screen}.
 */
@NullMarked
package dev.ingest.cli.screen;

import org.jspecify.annotations.NullMarked;
