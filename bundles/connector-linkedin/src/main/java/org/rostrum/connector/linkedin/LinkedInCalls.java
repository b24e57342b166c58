package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

/**
 * Takes the calls of LinkedIn: it asks every two hours whether we are there, with a code that must be signed, and signs what it tells.
 * Nothing is asked back, as it waits for three seconds only.
 */
final class LinkedInCalls {
    static final String HEADER = "X-LI-Signature";

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z-]{1,100}");
    private static final String PREFIX = "hmacsha256=";

    private final String secret;
    private final NotificationReader reader;

    LinkedInCalls(String secret, NotificationReader reader) {
        this.secret = secret;
        this.reader = reader;
    }

    Received receive(WebhookCall call) throws DeliveryException {
        if (call.method().equals("GET")) {
            return challenge(call.parameter("challengeCode").orElse(""));
        }
        byte[] body = call.body().bytes();
        String given = call.header(HEADER).orElse("").toLowerCase(Locale.ROOT);
        String right = sign(PREFIX.getBytes(StandardCharsets.UTF_8), body);
        if (!MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED, "The call is not signed with the client secret of the app.", null);
        }
        JsonNode told = read(body);
        if (told == null || !told.path("notifications").isArray()) {
            return Received.answer(400, "These are no notifications.");
        }
        List<Activity> activities = new ArrayList<>();
        told.path("notifications").forEach(one -> reader.read(one).ifPresent(activities::add));
        return Received.of(activities);
    }

    private Received challenge(String code) {
        if (!CODE.matcher(code).matches()) {
            return Received.answer(400, "There is no challengeCode.");
        }
        String answer = LinkedInApi.JSON
                .createObjectNode()
                .put("challengeCode", code)
                .put("challengeResponse", sign(code.getBytes(StandardCharsets.UTF_8)))
                .toString();
        return new Received(List.of(), 200, "application/json", answer);
    }

    private String sign(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has HMAC-SHA256.", missing);
        }
    }

    private static @Nullable JsonNode read(byte[] body) {
        try {
            return LinkedInApi.JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException noJson) {
            return null;
        }
    }
}
