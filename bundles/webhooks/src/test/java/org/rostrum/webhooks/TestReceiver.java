package org.rostrum.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server on this machine that is told events, and answers as a test wants it. */
final class TestReceiver implements AutoCloseable {
    static final Reply TAKEN = new Reply(204, Map.of());
    /** Closes the connection without an answer. */
    static final Reply CUT = new Reply(0, Map.of());
    /** Says nothing until the end. */
    static final Reply SILENCE = new Reply(-1, Map.of());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        // else the server's headers and body come 40 ms apart, on each call (Nagle and delayed acknowledgement)
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Call> taken = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Reply> answers = call -> TAKEN;

    record Reply(int status, Map<String, String> headers) {}

    record Call(String path, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode event() {
            try {
                return JSON.readTree(body);
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }

        String id() {
            return event().path("id").asText();
        }

        /** As the specification of Standard Webhooks has it. */
        boolean isSignedWith(String secret) {
            try {
                byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                String signed = header("webhook-id") + "." + header("webhook-timestamp") + "." + body;
                byte[] right = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
                return Arrays.asList(header("webhook-signature").split(" ", -1))
                        .contains("v1," + Base64.getEncoder().encodeToString(right));
            } catch (java.security.GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    TestReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void answer(Function<Call, Reply> next) {
        answers = next;
    }

    void answer(int status) {
        answers = call -> new Reply(status, Map.of());
    }

    /** All that came. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** What was answered well, in its order. */
    List<Call> taken() {
        return List.copyOf(taken);
    }

    /** How often an event came. */
    long calls(String id) {
        return calls.stream().filter(call -> call.id().equals(id)).count();
    }

    /** How often it was answered well. */
    long taken(String id) {
        return taken.stream().filter(call -> call.id().equals(id)).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            Call call = new Call(
                    exchange.getRequestURI().getPath(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            calls.add(call);
            Reply reply = answers.apply(call);
            if (reply.status() == SILENCE.status() && !closed.await(2, TimeUnit.MINUTES)) {
                throw new IOException("Nobody has closed the receiver");
            }
            if (reply.status() > 0) {
                if (reply.status() < 300) {
                    taken.add(call);
                }
                reply.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(reply.status(), -1);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
