package org.rostrum.connector.youtube;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rostrum.spi.connector.WebhookCall;

/** Signatures of the hub: {@code X-Hub-Signature}, an HMAC of the body in hexadecimal, behind the name of its digest. */
final class Signature {
    static final String HEADER = "X-Hub-Signature";

    /** Those of WebSub; Google's hub takes the first. */
    private static final Map<String, String> METHODS =
            Map.of("sha1", "HmacSHA1", "sha256", "HmacSHA256", "sha384", "HmacSHA384", "sha512", "HmacSHA512");

    private Signature() {}

    static boolean isRight(WebhookCall call, byte[] body, String secret) {
        String[] parts = call.header(HEADER).orElse("").split("=", 2);
        String method = METHODS.get(parts[0].toLowerCase(Locale.ROOT));
        if (method == null || parts.length != 2) {
            return false;
        }
        return MessageDigest.isEqual(
                hex(method, secret, body).getBytes(StandardCharsets.UTF_8),
                parts[1].toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    static String hex(String method, String secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance(method);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), method));
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has " + method + ".", missing);
        }
    }
}
