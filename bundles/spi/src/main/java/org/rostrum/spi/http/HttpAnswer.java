package org.rostrum.spi.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** What a server answered, whole and decompressed. */
public final class HttpAnswer {
    private final HttpCall call;
    private final URI address;
    private final int status;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private final Instant received;

    /**
     * @param address where it came from, after all redirects
     * @param received by our clock
     */
    public HttpAnswer(
            HttpCall call, URI address, int status, Map<String, List<String>> headers, byte[] body, Instant received) {
        this.call = call;
        this.address = address;
        this.status = status;
        this.headers.putAll(headers);
        this.body = body;
        this.received = received;
    }

    public URI address() {
        return address;
    }

    public int status() {
        return status;
    }

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** The first header of the name, in whatever case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** All headers of the name, in whatever case, in their order. */
    public List<String> headers(String name) {
        return List.copyOf(headers.getOrDefault(name, List.of()));
    }

    public InputStream open() {
        return new ByteArrayInputStream(body);
    }

    public int length() {
        return body.length;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** When the server wants to be asked again ({@code Retry-After}, RFC 9110), at most a day ahead; null when it does not say. */
    public @Nullable Instant retryAt() {
        return header("Retry-After")
                .map(value -> RetryAfter.of(value, received))
                .orElse(null);
    }

    /** How long the server says that it stays so ({@code Cache-Control: max-age}), at most a day; zero when it does not say. */
    public Duration maxAge() {
        return header("Cache-Control").map(RetryAfter::maxAge).orElse(Duration.ZERO);
    }

    /**
     * Gives this answer if it is good.
     *
     * @throws DeliveryException what {@link #failure} makes of it if not
     */
    public HttpAnswer requireGood() throws DeliveryException {
        if (isGood()) {
            return this;
        }
        throw failure("");
    }

    /**
     * What a status that is not good means, as HTTP has it: 401 and 403 AUTH_EXPIRED; 429, and 503 with a time, RATE_LIMITED;
     * 408, 425 and 5xx UNAVAILABLE for calls that change nothing and UNKNOWN_OUTCOME for others; all else REJECTED. Networks
     * that mean something else by a status must be read before this.
     *
     * @param said what the server said of it, for people, such as the message in its JSON; may be empty
     */
    public DeliveryException failure(String said) {
        String text = address.getHost() + " answered " + status + (said.isBlank() ? "" : ": " + shorten(said));
        return new DeliveryException(category(), text, retryAt(), null);
    }

    private FailureCategory category() {
        return switch (status) {
            case 401, 403 -> FailureCategory.AUTH_EXPIRED;
            case 429 -> FailureCategory.RATE_LIMITED;
            case 503 -> retryAt() == null ? doubt() : FailureCategory.RATE_LIMITED;
            case 408, 425 -> doubt();
            default -> status >= 500 ? doubt() : FailureCategory.REJECTED;
        };
    }

    private FailureCategory doubt() {
        return call.safe() ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME;
    }

    private static String shorten(String said) {
        String line = said.strip().replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }

    @Override
    public String toString() {
        return status + " to " + call;
    }
}
