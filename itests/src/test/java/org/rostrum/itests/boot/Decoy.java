package org.rostrum.itests.boot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * Two servers on this machine: one that must never be called, as it stands for all that is inside, and one that may be, which
 * answers with what is bad for those who believe it.
 */
final class Decoy implements AutoCloseable {
    /** Where the server that may be called listens; all of 127.0.0.0/8 is this machine. */
    static final String OPEN = "127.0.0.2";

    private static final int BOMB = 256 * 1024 * 1024;

    private final HttpServer inside;
    private final HttpServer open;
    private final AtomicInteger calls = new AtomicInteger();

    Decoy() throws IOException {
        inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        inside.createContext("/", exchange -> {
            calls.incrementAndGet();
            answer(exchange, feed(""));
        });
        inside.start();
        open = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0), 50);
        open.createContext("/good", exchange -> answer(exchange, feed("")));
        open.createContext("/to", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        open.createContext("/file", exchange -> answer(exchange, doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">")));
        open.createContext(
                "/entity",
                exchange -> answer(exchange, doctype("<!ENTITY x SYSTEM \"http://127.0.0.1:" + port() + "/\">")));
        open.createContext(
                "/parameter",
                exchange -> answer(
                        exchange,
                        doctype("<!ENTITY % y SYSTEM \"http://127.0.0.1:" + port() + "/\"> %y; <!ENTITY x \"\">")));
        open.createContext("/laughs", exchange -> answer(exchange, doctype(laughs())));
        open.createContext("/deep", exchange -> answer(exchange, feed("<a>".repeat(100_000) + "</a>".repeat(100_000))));
        open.createContext("/bomb", Decoy::bomb);
        open.start();
    }

    int port() {
        return inside.getAddress().getPort();
    }

    String open(String path) {
        return "http://" + OPEN + ":" + open.getAddress().getPort() + path;
    }

    int calls() {
        return calls.get();
    }

    private static String feed(String more) {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Decoy</title>" + more + "</channel></rss>";
    }

    private static String doctype(String declarations) {
        return "<?xml version=\"1.0\"?><!DOCTYPE rss [" + declarations
                + "]><rss version=\"2.0\"><channel><title>&x;</title></channel></rss>";
    }

    private static String laughs() {
        StringBuilder entities = new StringBuilder("<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            entities.append("<!ENTITY a%d \"&a%d;&a%d;&a%d;&a%d;\">".formatted(i, i - 1, i - 1, i - 1, i - 1));
        }
        return entities.append("<!ENTITY x \"&a39;\">").toString();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void bomb(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream packed = new GZIPOutputStream(exchange.getResponseBody())) {
            byte[] blanks = " ".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
            for (int written = 0; written < BOMB; written += blanks.length) {
                packed.write(blanks);
            }
        } catch (IOException hungUp) {
            // as it should
        }
    }

    @Override
    public void close() {
        inside.stop(0);
        open.stop(0);
    }
}
