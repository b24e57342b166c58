package org.rostrum.connector.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.rostrum.api.problem.Problem;

/** Reads how the calls of a channel are signed. */
final class SignatureSettings {
    static final String STANDARD = "standard-webhooks";

    private static final String HMAC = "hmac-sha256";
    private static final int SHORTEST = 32;
    private static final int LONGEST = 1024;
    /** Of Standard Webhooks: what follows is Base64. */
    private static final String ENCODED = "whsec_";

    private static final int LEAST_BYTES = 24;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private SignatureSettings() {}

    /** @throws Problem naming the setting */
    static Signature read(WebhookConfig config) {
        boolean standard = config.signature().equals(STANDARD);
        if (!standard && !config.signature().equals(HMAC)) {
            throw Problem.invalid(
                    "signature", "There is no such signature.", "Choose one of " + STANDARD + ", " + HMAC + ".");
        }
        if (config.toleranceSeconds() < 10 || config.toleranceSeconds() > 86_400) {
            throw Problem.invalid(
                    "toleranceSeconds", "This is no tolerance that can be kept.", "Give it 10 to 86400 seconds.");
        }
        List<byte[]> keys = new ArrayList<>();
        keys.add(key("secret", config._secret(), standard));
        if (!config._previousSecret().isEmpty()) {
            keys.add(key("previousSecret", config._previousSecret(), standard));
        }
        Duration tolerance = Duration.ofSeconds(config.toleranceSeconds());
        if (standard) {
            return new Signature(
                    keys,
                    tolerance,
                    new Signature.Scheme("webhook-signature", "v1,", true, "webhook-timestamp", "webhook-id"),
                    SignedContent.of("{id}.{timestamp}.{body}"));
        }
        return new Signature(keys, tolerance, hmac(config), content(config));
    }

    private static byte[] key(String setting, String secret, boolean standard) {
        String remedy = "Give it " + SHORTEST + " to " + LONGEST
                + " characters without blanks, made by chance, such as of: openssl rand -hex 32.";
        if (secret.length() < SHORTEST || secret.length() > LONGEST) {
            throw Problem.invalid(
                    setting, "The secret is " + (secret.isEmpty() ? "missing." : "too short or too long."), remedy);
        }
        if (secret.chars().anyMatch(one -> Character.isWhitespace(one) || Character.isISOControl(one))) {
            throw Problem.invalid(setting, "The secret has blanks or control characters in it.", remedy);
        }
        if (!standard || !secret.startsWith(ENCODED)) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.substring(ENCODED.length()));
        } catch (IllegalArgumentException none) {
            // without the cause: it quotes a part of the secret
            throw Problem.invalid(
                    setting,
                    "What follows " + ENCODED + " is no Base64.",
                    "Give the whole secret as the sender shows it.");
        }
        if (key.length < LEAST_BYTES) {
            throw Problem.invalid(
                    setting,
                    "The secret has fewer than " + LEAST_BYTES + " bytes.",
                    "Have the sender make a longer one.");
        }
        return key;
    }

    private static Signature.Scheme hmac(WebhookConfig config) {
        header("signatureHeader", config.signatureHeader());
        if (config.signaturePrefix().length() > 64
                || config.signaturePrefix().chars().anyMatch(one -> one <= ' ' || one > '~')) {
            throw Problem.invalid(
                    "signaturePrefix",
                    "This can stand before no signature.",
                    "Give at most 64 signs of ASCII without blanks, such as sha256=, or nothing.");
        }
        boolean base64 = config.signatureEncoding().equals("base64");
        if (!base64 && !config.signatureEncoding().equals("hex")) {
            throw Problem.invalid("signatureEncoding", "There is no such encoding.", "Choose one of hex, base64.");
        }
        return new Signature.Scheme(
                config.signatureHeader(),
                config.signaturePrefix(),
                base64,
                config.timestampHeader(),
                config.idHeader());
    }

    private static SignedContent content(WebhookConfig config) {
        SignedContent content = SignedContent.of(config.signedContent());
        signed(
                "timestampHeader",
                config.timestampHeader(),
                content.holds(SignedContent.TIMESTAMP),
                SignedContent.TIMESTAMP);
        signed("idHeader", config.idHeader(), content.holds(SignedContent.ID), SignedContent.ID);
        return content;
    }

    /** What no signature covers could be changed by anybody; what is signed must be read. */
    private static void signed(String setting, String header, boolean held, String place) {
        if (held) {
            header(setting, header);
        } else if (!header.isEmpty()) {
            throw Problem.invalid(
                    setting,
                    "The signed content does not hold {" + place + "}: anybody could change this header.",
                    "Leave it out, or put {" + place + "} into signedContent where the sender has it.");
        }
    }

    private static void header(String setting, String name) {
        if (name.isEmpty()) {
            throw Problem.invalid(setting, "The header is missing.", "Name the header in which the sender puts it.");
        }
        if (!HEADER.matcher(name).matches() || name.equalsIgnoreCase("authorization")) {
            throw Problem.invalid(
                    setting,
                    "This is no header in which it can come.",
                    "Give the name of a header other than Authorization, such as X-Signature.");
        }
    }
}
