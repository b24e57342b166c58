package org.rostrum.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Feeds, and as much of a server of the AT Protocol as reading mentions takes. Feed {@code /feed/N} has something new each time it
 * is asked for; account {@code NAME.test} was mentioned by as many as it was told.
 */
final class SimulatedNetworks implements AutoCloseable {
    static {
        // else headers and body come 40 ms apart
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int PAGE = 100;
    private static final int FEED_ENTRIES = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final Map<String, AtomicInteger> feeds = new ConcurrentHashMap<>();
    private final Map<String, List<byte[]>> mentions = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    private final Set<String> looks = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;

    SimulatedNetworks() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/feed/", this::feed);
        server.createContext("/xrpc/", this::xrpc);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** How many calls came until now. */
    long calls() {
        return calls.get();
    }

    /** Whether the mentions of {@code name.test} were asked for. */
    boolean isLookedAt(String name) {
        return looks.contains(name);
    }

    /** How long each answer takes from now on, as over a network. */
    void answerAfter(Duration time) {
        delay = time;
    }

    /** Somebody mentions {@code name.test} so many times. */
    void mention(String name, int times) {
        List<byte[]> pages = new ArrayList<>();
        Instant newest = Instant.now();
        for (int first = 0; first < times; first += PAGE) {
            int last = Math.min(times, first + PAGE);
            ObjectNode page = JSON.createObjectNode();
            ArrayNode notifications = page.putArray("notifications");
            for (int number = first; number < last; number++) {
                notifications.add(mention(name, number, newest.minusSeconds(number)));
            }
            if (last < times) {
                page.put("cursor", String.valueOf(pages.size() + 1));
            }
            pages.add(page.toString().getBytes(StandardCharsets.UTF_8));
        }
        mentions.put(name, pages);
    }

    private static ObjectNode mention(String name, int number, Instant said) {
        int person = number % 1000;
        ObjectNode mention = JSON.createObjectNode()
                .put("uri", "at://did:plc:" + name + person + "/app.bsky.feed.post/3k" + number)
                .put("cid", "bafyreib2rxk3rybk3aobmv5cjuql3bm2twh4jo5uxgf5kpqcsgz7soitae")
                .put("reason", "mention")
                .put("isRead", false)
                .put("indexedAt", said.toString());
        mention.putObject("author")
                .put("did", "did:plc:" + name + person)
                .put("handle", "person" + person + ".test")
                .put("displayName", "Person " + person);
        mention.putObject("record")
                .put("$type", "app.bsky.feed.post")
                .put("createdAt", said.toString())
                .put(
                        "text",
                        "@" + name + ".test number " + number + ": the espresso maker leaks. Who takes care of that?");
        return mention;
    }

    private void feed(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/feed/".length());
        int newest = feeds.computeIfAbsent(name, first -> new AtomicInteger(FEED_ENTRIES))
                .incrementAndGet();
        StringBuilder feed = new StringBuilder("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:feed:")
                .append(name)
                .append("</id><title>Feed ")
                .append(name)
                .append("</title>");
        Instant now = Instant.now();
        for (int number = newest; number > newest - FEED_ENTRIES; number--) {
            feed.append(
                    "<entry><id>urn:feed:" + name + ":" + number + "</id><title>Entry " + number + "</title><updated>"
                            + now.minusSeconds((newest - number) * 60L)
                            + "</updated><author><name>Somebody</name></author><content>Something has happened.</content></entry>");
        }
        answer(
                exchange,
                "application/atom+xml",
                feed.append("</feed>").toString().getBytes(StandardCharsets.UTF_8));
    }

    private void xrpc(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith(".createSession") || path.endsWith(".refreshSession")) {
            String handle = JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("identifier")
                    .asText();
            answer(exchange, "application/json", session(handle));
            return;
        }
        String name = new String(
                        Base64.getUrlDecoder()
                                .decode(exchange.getRequestHeaders()
                                        .getFirst("Authorization")
                                        .split("\\.", -1)[2]),
                        StandardCharsets.UTF_8)
                .replace(".test", "");
        looks.add(name);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        int page = query.contains("cursor=") ? Integer.parseInt(query.replaceFirst(".*cursor=(\\d+).*", "$1")) : 0;
        answer(
                exchange,
                "application/json",
                mentions.getOrDefault(name, List.of()).get(page));
    }

    private static byte[] session(String handle) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String token = "e30."
                + encoder.encodeToString(
                        ("{\"exp\":" + Instant.now().plusSeconds(86_400).getEpochSecond() + "}")
                                .getBytes(StandardCharsets.UTF_8))
                + "." + encoder.encodeToString(handle.getBytes(StandardCharsets.UTF_8));
        return JSON.createObjectNode()
                .put("did", "did:plc:" + handle.replace(".test", ""))
                .put("handle", handle)
                .put("accessJwt", token)
                .put("refreshJwt", token)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange, String mediaType, byte[] body) throws IOException {
        calls.incrementAndGet();
        try (exchange) {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            exchange.getResponseHeaders().set("Content-Type", mediaType);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
