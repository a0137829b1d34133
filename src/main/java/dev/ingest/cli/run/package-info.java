/**
 * The command that runs the jobs: its log lines, its summary, its dry run.
 *
 * <p>Start with {@link dev.ingest.cli.run.RunCommand}.
 */
@NullMarked
package dev.ingest.cli.run;

import org.jspecify.annotations.NullMarked;
