package org.rostrum.testkit.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A real network on this machine, with a relay before it that gets into trouble when a test wants it: what the connector sends
 * goes to the real server, and what that answers comes back, or is cut off. The server hears of the relay's address in {@code
 * X-Forwarded-Host}.
 */
public abstract class NetworkRelay extends NetworkSimulator {
    /** They concern one connection, or are for the client to set (RFC 9110, 7.6.1); and packed bodies could not be learned from. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;

    /** @param server address of the real one, without a slash at the end */
    protected NetworkRelay(String server) throws IOException {
        this.server = server;
    }

    /** Address of the real server, for what people do there. */
    protected final String server() {
        return server;
    }

    /** Sends something to the real server, past all trouble. */
    protected final HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Passes everything on; overridden by those that want to learn from it. */
    @Override
    protected Reply reply(Request request) {
        HttpRequest.Builder relayed = HttpRequest.newBuilder(URI.create(server + request.target()))
                .method(
                        request.method(),
                        request.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                relayed.header(name, value);
            }
        });
        relayed.setHeader("X-Forwarded-Host", address().getAuthority());
        HttpResponse<byte[]> answer = send(relayed.build());
        Map<String, String> headers = answer.headers().map().entrySet().stream()
                .filter(header -> !OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .filter(header -> !header.getKey().equalsIgnoreCase("date"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        header -> String.join(", ", header.getValue()),
                        (one, other) -> other,
                        LinkedHashMap::new));
        return new Reply(answer.statusCode(), headers, answer.body());
    }
}
