package dev.ingest.failure;

/**
 * A failure whose message is meant for people: {@code Cannot <do what> <which>: <why>. <way out>.}
 *
 * <p>Thrown once, where job, table, column, page or file is known; never holds a secret.
 */
public final class IngestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final Outlook outlook;
    private final String message;

    /** A failure that stays. */
    public IngestException(FailureKind kind, String message) {
        this(kind, Outlook.STAYS, message);
    }

    /** A failure that stays. */
    public IngestException(FailureKind kind, String message, Throwable cause) {
        this(kind, Outlook.STAYS, message, cause);
    }

    public IngestException(FailureKind kind, Outlook outlook, String message) {
        super(message);
        this.kind = kind;
        this.outlook = outlook;
        this.message = message;
    }

    public IngestException(FailureKind kind, Outlook outlook, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.outlook = outlook;
        this.message = message;
    }

    /** The same for another asker: an exception that is thrown twice meets itself where failures are joined. */
    public IngestException again() {
        return new IngestException(kind, outlook, message, this);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return message;
    }

    public FailureKind kind() {
        return kind;
    }

    /** Whether it is worth another attempt. */
    public Outlook outlook() {
        return outlook;
    }
}
