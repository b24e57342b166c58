package org.rostrum.vault;

/** The key file cannot be used. Tells where it is, which is for the log and administrators, and never what it holds. */
final class KeyFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    KeyFileException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
