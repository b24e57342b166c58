package org.rostrum.reporting.render;

/** A report could not be made; the message says why in words. */
public final class ReportFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public ReportFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public ReportFailure(String message) {
        super(message);
    }
}
