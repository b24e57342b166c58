package org.rostrum.oidc;

/** The provider does not answer, or not as one that can be trusted; the message is for administrators. */
final class ProviderUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    ProviderUnavailableException(String message) {
        super(message);
    }

    ProviderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
