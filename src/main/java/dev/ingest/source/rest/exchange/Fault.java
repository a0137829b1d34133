package dev.ingest.source.rest.exchange;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import java.time.Duration;
import java.util.Optional;

/** Why one attempt at a request came to nothing, before anybody knows which attempt it was. */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final Course course;
    private final String reason;
    private final String wayOut;
    private final transient Optional<Duration> wait;

    /** What can be done about it. */
    enum Course {
        AGAIN,
        /** With new tokens. */
        LOGIN,
        NOTHING
    }

    private Fault(FailureKind kind, Course course, String reason, String wayOut, Optional<Duration> wait) {
        super(reason);
        this.kind = kind;
        this.course = course;
        this.reason = reason;
        this.wayOut = wayOut;
        this.wait = wait;
    }

    /**
     * It may pass.
     *
     * @param reason a clause: {@code the API answered 503}
     * @param wait what the API asks for
     */
    static Fault passing(FailureKind kind, String reason, String wayOut, Optional<Duration> wait) {
        return new Fault(kind, Course.AGAIN, reason, wayOut, wait);
    }

    /** Another attempt would come to the same. */
    static Fault lasting(FailureKind kind, String reason, String wayOut) {
        return new Fault(kind, Course.NOTHING, reason, wayOut, Optional.empty());
    }

    /** The proof of who asks was not accepted. */
    static Fault refused(String reason, String wayOut) {
        return new Fault(FailureKind.CONNECT, Course.LOGIN, reason, wayOut, Optional.empty());
    }

    Course course() {
        return course;
    }

    String reason() {
        return reason;
    }

    /** How long the API asks to stay away. */
    Optional<Duration> told() {
        return wait;
    }

    /**
     * The failure that people read.
     *
     * @param what {@code read GET https://…}
     * @param effort {@code , 8 attempts in 2m}, or nothing
     */
    IngestException failure(String what, String effort) {
        return new IngestException(
                kind,
                course == Course.AGAIN ? Outlook.PASSES : Outlook.STAYS,
                "Cannot " + what + ": " + reason + effort + ". " + wayOut + ".",
                this);
    }
}
