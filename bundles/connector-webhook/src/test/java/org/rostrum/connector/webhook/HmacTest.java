package org.rostrum.connector.webhook;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rostrum.spi.connector.WebhookCall;

/** The contract with calls signed as GitHub signs them: the body alone, and nothing of time. */
class HmacTest extends WebhookGround {
    @Override
    protected Map<String, String> special() {
        return Map.of("signature", "hmac-sha256");
    }

    @Override
    protected Map<String, String> wrongSettings() {
        Map<String, String> wrong = super.wrongSettings();
        wrong.put("signatureHeader", "Authorization");
        wrong.put("signaturePrefix", "sha 256");
        wrong.put("signatureEncoding", "base32");
        wrong.put("signedContent", "{timestamp}");
        wrong.put("timestampHeader", "X-Time");
        wrong.put("idHeader", "X-GitHub-Delivery");
        return wrong;
    }

    @Override
    protected WebhookCall signed(byte[] body, Instant sent, String secret) throws GeneralSecurityException {
        return Sender.call(
                "application/json",
                body,
                Map.of("X-Hub-Signature-256", "sha256=" + Sender.hex(secret, "", body), "X-GitHub-Event", "issues"));
    }

    @Override
    protected Set<String> signedHeaders() {
        return Set.of("x-hub-signature-256");
    }

    @Override
    protected Optional<Duration> tolerance() {
        return Optional.empty();
    }
}
