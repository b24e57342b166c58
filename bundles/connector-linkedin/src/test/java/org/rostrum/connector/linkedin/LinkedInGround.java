package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.Platform;

/** How channels of the simulated network are made, and how it calls. */
final class LinkedInGround {
    private LinkedInGround() {}

    static Map<String, String> settings(LinkedInSimulator network) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("organization", "2414183");
        settings.put("clientId", LinkedInSimulator.CLIENT);
        settings.put("clientSecret", LinkedInSimulator.CLIENT_SECRET);
        settings.put("refreshToken", LinkedInSimulator.REFRESH);
        settings.put("api", network.address().toString());
        settings.put("tokenAddress", network.address() + "/oauth/v2/accessToken");
        return settings;
    }

    static LinkedInConnector connect(Map<String, ?> settings, Platform services, String channel) {
        Map<String, Object> typed = new LinkedHashMap<>(settings);
        typed.computeIfPresent("webhook", (name, value) -> Boolean.valueOf(value.toString()));
        return new LinkedInConnector(
                Configs.of(LinkedInConfig.class, typed),
                Map.of("rostrum.channel", channel),
                services.http(),
                services.memory(),
                services.clock());
    }

    static byte[] body(ObjectNode notification) {
        ObjectNode body =
                LinkedInSimulator.JSON.createObjectNode().put("type", "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS");
        body.putArray("notifications").add(notification);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String sign(String secret, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return HexFormat.of().formatHex(mac.doFinal());
    }

    static WebhookCall signed(byte[] body, String secret) throws GeneralSecurityException {
        return new WebhookCall(
                "POST",
                Map.of(),
                Map.of(
                        "Content-Type",
                        List.of("application/json"),
                        "X-LI-Signature",
                        List.of(sign(secret, "hmacsha256=".getBytes(StandardCharsets.UTF_8), body))),
                new WebhookCall.Body(body));
    }
}
