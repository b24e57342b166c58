package org.rostrum.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rostrum.spi.connector.WebhookCall;

/** The contract with calls signed as Standard Webhooks 1.0.0 has it. */
class StandardWebhooksTest extends WebhookGround {
    @Override
    protected Map<String, String> special() {
        return Map.of();
    }

    @Override
    protected Map<String, String> wrongSettings() {
        Map<String, String> wrong = super.wrongSettings();
        wrong.put("secret", "whsec_not*Base64*not*Base64*not*Base64");
        wrong.put("signatureHeader", "X-Signature");
        wrong.put("signedContent", "{timestamp}{body}");
        return wrong;
    }

    @Override
    protected WebhookCall signed(byte[] body, Instant sent, String secret) throws GeneralSecurityException {
        try {
            return Sender.standard(secret, "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", sent, "application/json", body);
        } catch (IllegalArgumentException noBase64) {
            return Sender.standard("x".repeat(40), "msg_1", sent, "application/json", body);
        }
    }

    @Override
    protected Set<String> signedHeaders() {
        return Set.of("webhook-id", "webhook-timestamp", "webhook-signature");
    }

    @Override
    protected Optional<Duration> tolerance() {
        return Optional.of(Duration.ofMinutes(5));
    }

    /** The example of the specification's libraries, signed by openssl. */
    @Test
    void signature_isThatOfTheSpecification() throws Exception {
        String body = "{\"test\": 2432232314}";
        WebhookCall call = Sender.standard(
                NoNetwork.SECRET,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330L),
                "application/json",
                Sender.utf8(body));
        assertThat(call.header("webhook-signature")).contains("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void oneRightSignatureOfSeveral_isEnough() throws Exception {
        WebhookCall call = call(message("Signed twice"));
        String right = call.header("webhook-signature").orElseThrow();
        assertThat(taken(with(call, "webhook-signature", "v1,b3RoZXI= v1a,YXN5bW1ldHJpYw== " + right))
                        .activities())
                .hasSize(1);
        assertRefused("in another version", with(call, "webhook-signature", right.replace("v1,", "v2,")));
    }

    @Test
    void idsThatCouldHoldATime_areRefused() throws Exception {
        byte[] body = message("Shifted");
        assertRefused(
                "an id with a dot",
                Sender.standard(NoNetwork.SECRET, "msg.1700000000", Instant.now(), "application/json", body));
    }

    @Test
    void signedId_isTheId_whereTheMessageHasNone() throws Exception {
        byte[] body = Sender.utf8("{\"text\":\"Again\",\"from\":\"ann\"}");
        assertThat(taken(call(body)).activities().get(0).networkId()).isEqualTo("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W");
    }

    @Test
    void signedTime_isTheTime_whereTheMessageHasNone() throws Exception {
        Instant sent = Instant.now().minusSeconds(100);
        byte[] body = Sender.utf8("{\"text\":\"When?\",\"from\":\"ann\"}");
        assertThat(taken(signed(body, sent, NoNetwork.SECRET))
                        .activities()
                        .get(0)
                        .published())
                .isEqualTo(Instant.ofEpochSecond(sent.getEpochSecond()));
    }
}
