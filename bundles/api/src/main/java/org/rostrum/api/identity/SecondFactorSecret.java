package org.rostrum.api.identity;

/**
 * What an authenticator app needs, shown this once.
 *
 * @param secret in base 32, to be typed
 * @param uri {@code otpauth://…}, to be shown as a QR code
 */
public record SecondFactorSecret(String secret, String uri) {
    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "SecondFactorSecret[]";
    }
}
