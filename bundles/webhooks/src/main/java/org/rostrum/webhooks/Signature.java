package org.rostrum.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures and secrets as Standard Webhooks has them: {@code v1} is HMAC-SHA256 over id, time and body. */
final class Signature {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private Signature() {}

    static String newSecret() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** One signature for each secret, separated by blanks. */
    static String of(List<String> secrets, String id, long seconds, String body) {
        return secrets.stream().map(secret -> one(secret, id, seconds, body)).collect(Collectors.joining(" "));
    }

    private static String one(String secret, String id, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }
}
