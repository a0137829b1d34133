/**
 * What machines read of runs and of answers: {@code metadata/last_run.json}, lines as a run goes, documents of commands.
 *
 * <p>Start with {@link dev.ingest.record.RunRecorder}, which keeps what a run tells, and
 * {@link dev.ingest.record.RunJson}, its form. Never imports a landing or a source's implementation; no secret is in what it
 * writes.
 */
@NullMarked
package dev.ingest.record;

import org.jspecify.annotations.NullMarked;
