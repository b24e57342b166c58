package org.rostrum.connector.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rostrum.spi.connector.WebhookCall;

/** Signs calls as senders do, apart from the code that checks them. */
final class Sender {
    private Sender() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** @param secret as the sender shows it; with {@code whsec_} it is Base64 */
    static WebhookCall standard(String secret, String id, Instant sent, String contentType, byte[] body)
            throws GeneralSecurityException {
        byte[] key = secret.startsWith("whsec_")
                ? Base64.getDecoder().decode(secret.substring("whsec_".length()))
                : utf8(secret);
        String seconds = String.valueOf(sent.getEpochSecond());
        String signature = Base64.getEncoder().encodeToString(hmac(key, utf8(id + "." + seconds + "."), body));
        return call(
                contentType,
                body,
                Map.of("Webhook-Id", id, "Webhook-Timestamp", seconds, "Webhook-Signature", "v1," + signature));
    }

    static String hex(String secret, String before, byte[] body) throws GeneralSecurityException {
        return HexFormat.of().formatHex(hmac(utf8(secret), utf8(before), body));
    }

    static String base64(String secret, byte[] body) throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(hmac(utf8(secret), body));
    }

    static WebhookCall call(String contentType, byte[] body, Map<String, String> headers) {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("Content-Type", List.of(contentType));
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new WebhookCall("POST", Map.of(), all, new WebhookCall.Body(body));
    }

    /** With more headers, which no signature covers. */
    static WebhookCall with(WebhookCall call, Map<String, String> headers) {
        Map<String, List<String>> all = new TreeMap<>(call.headers());
        headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return new WebhookCall(call.method(), call.query(), all, call.body());
    }
}
