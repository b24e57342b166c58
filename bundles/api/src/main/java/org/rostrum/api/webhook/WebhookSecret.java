package org.rostrum.api.webhook;

/**
 * A webhook with its new secret, which is shown this once.
 *
 * @param secret {@code whsec_} and Base64 of the key, as Standard Webhooks has it
 */
public record WebhookSecret(Webhook webhook, String secret) {
    /** Without the secret, as this may get into a log. */
    @Override
    public String toString() {
        return "WebhookSecret[" + webhook + "]";
    }
}
