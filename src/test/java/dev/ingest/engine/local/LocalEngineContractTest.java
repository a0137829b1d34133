package dev.ingest.engine.local;

import dev.ingest.engine.Engine;
import dev.ingest.engine.EngineContract;

class LocalEngineContractTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new LocalEngine();
    }
}
