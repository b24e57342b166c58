package org.rostrum.connector.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.WebhookCall;

/**
 * Finds out whether a call is the sender's, and of now. Never printed, because of the keys.
 *
 * <p>It remembers nothing, so it holds alike after a restart and on each of several nodes. A call that is sent again within the
 * tolerance is taken again and brings the same ids, of which the archive keeps each once: a sender that got no answer must be
 * able to repeat itself, and whether the first call was stored is not known here. After the tolerance it is refused by its
 * signed time. Where the sender signs no time, the archive alone keeps repeats from doing anything; therefore ids are made of
 * nothing that is not signed.
 */
final class Signature {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    /** Nothing that could be taken for what stands between the signed parts. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_+/=-]{1,256}");
    /** Senders that change their secret sign with two; nobody needs more than this. */
    private static final int MOST_SIGNATURES = 16;

    private final List<byte[]> keys;
    private final Duration tolerance;
    private final Scheme scheme;
    private final SignedContent content;

    /**
     * How a sender signs.
     *
     * @param header with signatures
     * @param prefix of each
     * @param base64 whether they are Base64; else hexadecimal
     * @param timestampHeader empty when no time is signed
     * @param idHeader empty when no id is signed
     */
    record Scheme(String header, String prefix, boolean base64, String timestampHeader, String idHeader) {}

    /**
     * What is known of a call that is the sender's.
     *
     * @param id null when none is signed
     * @param time null when none is signed
     */
    record Signed(@Nullable String id, @Nullable Instant time) {}

    Signature(List<byte[]> keys, Duration tolerance, Scheme scheme, SignedContent content) {
        this.keys = List.copyOf(keys);
        this.tolerance = tolerance;
        this.scheme = scheme;
        this.content = content;
    }

    /** @throws DeliveryException AUTH_EXPIRED when the call is not the sender's, or not of now */
    Signed verify(WebhookCall call, byte[] body, Instant now) throws DeliveryException {
        String id = header(call, scheme.idHeader());
        String seconds = header(call, scheme.timestampHeader());
        List<String> given = signatures(call);
        boolean right = false;
        for (byte[] key : keys) {
            byte[] mac = mac(key, id, seconds, body);
            String expected = scheme.base64()
                    ? Base64.getEncoder().encodeToString(mac)
                    : HexFormat.of().formatHex(mac);
            for (String signature : given) {
                right |= MessageDigest.isEqual(bytes(expected), bytes(signature));
            }
        }
        if (!right) {
            throw refused("No signature of the call is right.");
        }
        if (id != null && !ID.matcher(id).matches()) {
            throw refused("The id of the call can be none.");
        }
        return new Signed(id, seconds == null ? null : time(seconds, now));
    }

    private static @Nullable String header(WebhookCall call, String name) throws DeliveryException {
        if (name.isEmpty()) {
            return null;
        }
        return call.header(name).orElseThrow(() -> refused("The header " + name + " is missing."));
    }

    private List<String> signatures(WebhookCall call) throws DeliveryException {
        List<String> given = new ArrayList<>();
        for (String one : String.valueOf(header(call, scheme.header())).split("\\s+", MOST_SIGNATURES)) {
            if (one.startsWith(scheme.prefix())) {
                String encoded = one.substring(scheme.prefix().length());
                given.add(scheme.base64() ? encoded : encoded.toLowerCase(Locale.ROOT));
            }
        }
        return given;
    }

    private byte[] mac(byte[] key, @Nullable String id, @Nullable String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (SignedContent.Part part : content.parts()) {
                mac.update(
                        switch (part.place()) {
                            case SignedContent.BODY -> body;
                            case SignedContent.ID -> bytes(id);
                            case SignedContent.TIMESTAMP -> bytes(seconds);
                            default -> bytes(part.text());
                        });
            }
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has HMAC-SHA256.", missing);
        }
    }

    private static byte[] bytes(@Nullable String text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }

    private Instant time(String seconds, Instant now) throws DeliveryException {
        if (!SECONDS.matcher(seconds).matches()) {
            throw refused("The time of the call is none.");
        }
        Instant time = Instant.ofEpochSecond(Long.parseLong(seconds));
        if (Duration.between(time, now).abs().compareTo(tolerance) > 0) {
            throw refused("The call was signed at " + time + ", which is too long ago or ahead of our clock.");
        }
        return time;
    }

    private static DeliveryException refused(String why) {
        return new DeliveryException(FailureCategory.AUTH_EXPIRED, why, null);
    }
}
