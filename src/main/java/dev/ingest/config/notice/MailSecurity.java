package dev.ingest.config.notice;

/** How the way to a mail server is kept from being read. */
public enum MailSecurity {
    /** TLS from the second sentence on, or no mail. */
    STARTTLS(587),
    /** TLS from the start. */
    TLS(465),
    /** Not at all: for a server on this machine. */
    NONE(25);

    private final int usualPort;

    MailSecurity(int usualPort) {
        this.usualPort = usualPort;
    }

    /** Where servers listen for it. */
    public int usualPort() {
        return usualPort;
    }
}
