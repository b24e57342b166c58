package org.rostrum.spi.http;

import java.time.Duration;
import java.util.Objects;

/**
 * What a client allows itself.
 *
 * @param agent name and version of the plugin for the {@code User-Agent}, such as {@code rostrum-bluesky/1.0}
 * @param wholeTime for a call with all its redirects, at most 55 seconds
 * @param silence that a server may keep, at most the whole time
 * @param maxBytes of an answer, before and after decompression, at most 64 MiB
 * @param redirects how many are followed, 0 to 5; only GET and HEAD follow any. Another server gets neither
 *     {@code Authorization} nor other headers that could hold a secret. More than this are REJECTED; with 0, and for other
 *     methods, a redirect is an answer like any other
 */
public record HttpPolicy(String agent, Duration wholeTime, Duration silence, int maxBytes, int redirects) {
    private static final Duration LONGEST = Duration.ofSeconds(55);
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    public HttpPolicy {
        Objects.requireNonNull(agent, "agent");
        if (wholeTime.isNegative() || wholeTime.isZero() || wholeTime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("wholeTime: up to " + LONGEST.toSeconds() + " seconds");
        }
        if (silence.isNegative() || silence.isZero() || silence.compareTo(wholeTime) > 0) {
            throw new IllegalArgumentException("silence: up to the whole time");
        }
        if (maxBytes < 1024 || maxBytes > MOST_BYTES) {
            throw new IllegalArgumentException("maxBytes: 1024 to " + MOST_BYTES);
        }
        if (redirects < 0 || redirects > 5) {
            throw new IllegalArgumentException("redirects: 0 to 5");
        }
    }

    /** 45 seconds, 15 of silence, 10 MiB, no redirects: right for an API. */
    public static HttpPolicy api(String agent) {
        return new HttpPolicy(agent, Duration.ofSeconds(45), Duration.ofSeconds(15), 10 * 1024 * 1024, 0);
    }
}
