package org.rostrum.api.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * A connected profile, mailbox, feed or file source of an account.
 *
 * @param id lower-case letters, digits, dots, underscores and hyphens, 1 to 128; never changes
 * @param connector the connector type, such as {@code feed}
 * @param name for people
 * @param settings the connector's configuration without its secrets
 * @param state whether it is polled
 * @param version counts changes from 1; the ETag
 */
public record Channel(
        String id,
        String accountId,
        String connector,
        String name,
        Map<String, String> settings,
        State state,
        Instant created,
        long version) {
    private static final int LONGEST_ADAPTER = 60;

    /** Whether the channel is worked. */
    public enum State {
        ACTIVE,
        PAUSED
    }

    public Channel {
        settings = Map.copyOf(settings);
    }

    /**
     * Name of the adapter that carries deliveries of the kind {@code post} to this channel. Each channel has its own, so that
     * one whose network is down or whose credentials have ended holds up no other.
     */
    public String adapter() {
        String wished = "channel." + id;
        if (wished.length() <= LONGEST_ADAPTER) {
            return wished;
        }
        // the digest tells apart what is cut off
        return wished.substring(0, LONGEST_ADAPTER - 17) + "-" + digest(id);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
