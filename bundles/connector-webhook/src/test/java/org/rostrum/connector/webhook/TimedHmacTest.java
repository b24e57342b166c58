package org.rostrum.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

/** The contract with calls signed as Slack signs them: version, time and body. */
class TimedHmacTest extends WebhookGround {
    @Override
    protected Map<String, String> special() {
        return Map.of(
                "signature", "hmac-sha256",
                "signatureHeader", "X-Slack-Signature",
                "signaturePrefix", "v0=",
                "signedContent", "v0:{timestamp}:{body}",
                "timestampHeader", "X-Slack-Request-Timestamp",
                "challengePointer", "/challenge");
    }

    @Override
    protected Map<String, String> wrongSettings() {
        Map<String, String> wrong = super.wrongSettings();
        wrong.put("timestampHeader", "");
        wrong.put("idHeader", "X-Id");
        wrong.put("challengePointer", "challenge");
        return wrong;
    }

    @Override
    protected WebhookCall signed(byte[] body, Instant sent, String secret) throws GeneralSecurityException {
        String seconds = String.valueOf(sent.getEpochSecond());
        return Sender.call(
                "application/json; charset=utf-8",
                body,
                Map.of(
                        "X-Slack-Signature",
                        "v0=" + Sender.hex(secret, "v0:" + seconds + ":", body),
                        "X-Slack-Request-Timestamp",
                        seconds));
    }

    @Override
    protected Set<String> signedHeaders() {
        return Set.of("x-slack-signature", "x-slack-request-timestamp");
    }

    @Override
    protected Optional<Duration> tolerance() {
        return Optional.of(Duration.ofMinutes(5));
    }

    @Test
    void challenge_isAnswered() throws Exception {
        Received received = taken(call(Sender.utf8("{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aB\"}")));
        assertThat(received.body()).isEqualTo("3eZbrw1aB");
        assertThat(received.mediaType()).isEqualTo("text/plain");
        assertThat(received.activities()).isEmpty();
    }
}
