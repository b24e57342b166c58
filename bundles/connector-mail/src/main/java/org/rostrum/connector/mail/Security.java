package org.rostrum.connector.mail;

/** How a connection to a mail server is protected. */
public enum Security {
    /** TLS from the beginning. */
    TLS(993, 465),
    /** Begins in the open, and turns to TLS before anything is said. */
    STARTTLS(143, 587),
    /** Not at all. */
    NONE(143, 25);

    private final int usualImapPort;
    private final int usualSmtpPort;

    Security(int usualImapPort, int usualSmtpPort) {
        this.usualImapPort = usualImapPort;
        this.usualSmtpPort = usualSmtpPort;
    }

    int usualImapPort() {
        return usualImapPort;
    }

    int usualSmtpPort() {
        return usualSmtpPort;
    }
}
