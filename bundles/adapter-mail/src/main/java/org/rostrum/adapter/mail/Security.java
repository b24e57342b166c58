package org.rostrum.adapter.mail;

/** How the connection to the mail server is protected. */
public enum Security {
    /** Not at all; only for servers on this machine or in a closed network. */
    NONE(25, "smtp"),
    /** Begins in the open and must turn to TLS before anything is said. */
    STARTTLS(587, "smtp"),
    /** TLS from the beginning. */
    TLS(465, "smtps");

    private final int usualPort;
    private final String protocol;

    Security(int usualPort, String protocol) {
        this.usualPort = usualPort;
        this.protocol = protocol;
    }

    int usualPort() {
        return usualPort;
    }

    String protocol() {
        return protocol;
    }
}
