package dev.ingest.source;

/** Test data of a source that only reads, in one session. */
class PlainMemorySourceContractTest extends MemorySourceContractTest {
    @Override
    MemoryDatabase database() {
        return MemoryDatabase.plain();
    }
}
