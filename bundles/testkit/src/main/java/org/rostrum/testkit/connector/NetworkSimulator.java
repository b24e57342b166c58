package org.rostrum.testkit.connector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A network that is none: answers on this machine as the real one says in public that it does, keeps what it is told in memory,
 * and gets into trouble when a test wants it. Calls are answered one at a time, so that subclasses need no locks.
 */
public abstract class NetworkSimulator extends SimulatedNetwork {
    static {
        // else the server's headers and body come 40 ms apart, on each call (Nagle and delayed acknowledgement)
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "network-simulator");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Object answering = new Object();
    private final List<Request> requests = new ArrayList<>();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger silent = new AtomicInteger();

    private volatile @Nullable Trouble trouble;
    private volatile Predicate<Request> troubled = request -> true;

    /**
     * A call as it came.
     *
     * @param target path and query as they came
     * @param path decoded, without query
     * @param query parameters, decoded; of several of one name the last
     * @param headers by name in lower case
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and simulators need the bytes
    public record Request(
            String method,
            String target,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            byte[] body) {
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** A parameter of the query; empty when it is not there. */
        public String parameter(String name) {
            return query.getOrDefault(name, "");
        }

        /** All parameters of the query that have this name, in their order. */
        public List<String> parameters(String name) {
            return Stream.of(target.substring(target.indexOf('?') + 1).split("&", -1))
                    .map(Forms::read)
                    .filter(field -> field.containsKey(name))
                    .map(field -> field.getOrDefault(name, ""))
                    .toList();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public boolean isGet() {
            return method.equals("GET");
        }
    }

    /** An answer. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        public static Reply json(int status, String json) {
            return of(status, "application/json", json);
        }

        public static Reply of(int status, String mediaType, String text) {
            return new Reply(status, Map.of("Content-Type", mediaType), text.getBytes(StandardCharsets.UTF_8));
        }

        /** The same with a header. */
        public Reply with(String name, Object value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, String.valueOf(value));
            return new Reply(status, more, body);
        }
    }

    protected NetworkSimulator() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it is, without a slash at the end. */
    public final URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers a call that meets no trouble. */
    protected abstract Reply reply(Request request);

    /** Whether the call publishes something: lost answers are tried with these alone. */
    protected abstract boolean publishes(Request request);

    @Override
    public boolean received(byte[] content) {
        return requests().stream().anyMatch(request -> contains(request.body(), content));
    }

    @Override
    public boolean received(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return requests().stream()
                .anyMatch(request -> request.text().contains(words)
                        || request.headers().toString().toLowerCase(Locale.ROOT).contains(lower));
    }

    private static boolean contains(byte[] whole, byte[] part) {
        for (int start = 0; start + part.length <= whole.length; start++) {
            if (Arrays.equals(whole, start, start + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public final void trouble(Trouble next) {
        trouble(next, Integer.MAX_VALUE, request -> true);
    }

    @Override
    public final void troubleForPosts(Trouble next, int times) {
        trouble(next, times, this::publishes);
    }

    @Override
    public final void troubleNowAndThen(Trouble next, int every) {
        AtomicInteger calls = new AtomicInteger();
        trouble(next, Integer.MAX_VALUE, request -> calls.incrementAndGet() % every == 0);
    }

    /** So many calls of a kind meet trouble. */
    public final void trouble(Trouble next, int times, Predicate<Request> which) {
        troubled = which;
        left.set(times);
        trouble = next;
    }

    @Override
    public final void calm() {
        trouble = null;
    }

    @Override
    public final int calls() {
        return requests().size();
    }

    @Override
    public final int posts() {
        return (int) requests().stream().filter(this::publishes).count();
    }

    @Override
    public final boolean isSilent() {
        return silent.get() > 0;
    }

    /** The calls that came until now. */
    public final List<Request> requests() {
        synchronized (answering) {
            return List.copyOf(requests);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            Trouble now = trouble;
            if (now != null && troubled.test(request) && left.getAndDecrement() > 0) {
                fail(exchange, request, now);
            } else {
                send(exchange, answer(request));
            }
        }
    }

    private Reply answer(Request request) {
        synchronized (answering) {
            requests.add(request);
            return reply(request);
        }
    }

    private void fail(HttpExchange exchange, Request request, Trouble now) throws IOException {
        switch (now.kind()) {
            case STATUS -> send(
                    exchange,
                    new Reply(now.status(), now.headers(), "{\"error\":\"trouble\"}".getBytes(StandardCharsets.UTF_8)));
            case CUT_BEFORE -> {
                // closing it without an answer closes the connection
            }
            case CUT_AFTER -> answer(request);
            case HALF_ANSWER -> {
                Reply reply = answer(request);
                reply.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(reply.status(), reply.body().length + 100L);
                OutputStream body = exchange.getResponseBody();
                body.write(reply.body(), 0, reply.body().length / 2);
                body.flush();
            }
            case SILENCE -> awaitEnd();
        }
    }

    private void awaitEnd() {
        silent.incrementAndGet();
        try {
            if (!closed.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Nobody has closed the simulator.");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            silent.decrementAndGet();
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return new Request(
                exchange.getRequestMethod(),
                uri.toString(),
                uri.getPath(),
                Forms.read(uri.getRawQuery()),
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean empty = reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
        if (!empty) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
