package org.rostrum.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells whether what somebody confirms is what they were shown. */
public final class Fingerprint {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Fingerprint() {}

    /** @param parts of which each is written the same whenever it is the same */
    public static String of(@Nullable Object... parts) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(json(parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
