package dev.ingest.commit;

import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.state.SchemaStep;
import dev.ingest.commit.state.SmallFile;
import dev.ingest.commit.state.StateDocument;
import java.util.Optional;

/**
 * A load's intent and the files that go with it, before any of them is written.
 *
 * @param intent all that the load does to the lake
 * @param marker what makes it count
 * @param schema its schema and what is new of it
 * @param state the pipeline's state with it
 * @param stateFile absent when the state did not change
 * @param hashes the hashes of the rows at its watermark; absent when the next load reads none of them again
 */
record PreparedLoad(
        Manifest intent,
        SmallFile marker,
        SchemaStep schema,
        StateDocument state,
        Optional<SmallFile> stateFile,
        Optional<SmallFile> hashes) {}
