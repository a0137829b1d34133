package dev.ingest.source.rest.exchange;

/** What is made of an answer, on the thread that asked for it and as a part of the attempt. */
@FunctionalInterface
public interface Intake<T> {

    /**
     * Takes an answer over, and with it the duty to close it.
     *
     * @throws BrokenBody when it cannot be used; the answer is closed then by whoever asked
     */
    T take(Reply reply) throws BrokenBody;
}
