package dev.ingest.run.check;

import dev.ingest.landing.LandingStore;
import java.util.function.Supplier;

/**
 * The lake, as a check goes to it.
 *
 * @param label what kind of lake it is, as people read it
 * @param login who is shown to it, known once it was opened
 * @param store opens it
 */
public record Destination(Supplier<String> label, Supplier<String> login, Supplier<LandingStore> store) {}
