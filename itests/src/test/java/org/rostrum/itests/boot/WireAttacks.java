package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Requests that two servers in a row would read in different ways, that are too large, or whose address leads elsewhere. */
final class WireAttacks {
    private static final String HIDDEN = "GET /metrics HTTP/1.1\r\nHost: hidden\r\n\r\n";
    private static final String POST = "POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    private static final String EVIL = "evil.example";

    private final Wire wire;

    WireAttacks(ExamServer server) {
        this.wire = new Wire(server.ports().http());
    }

    Stream<DynamicTest> all() {
        return Stream.of(smuggled(), methods(), traversals(), redirects(), tooLarge())
                .flatMap(tests -> tests);
    }

    /** Each is one request at most: what is hidden in its body is never answered. */
    private Stream<DynamicTest> smuggled() {
        Map<String, String> requests = Map.ofEntries(
                Map.entry("two lengths", POST + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + HIDDEN),
                Map.entry("lengths in a list", POST + "Content-Length: 0, 44\r\n\r\n" + HIDDEN),
                Map.entry("a length with a sign", POST + "Content-Length: +0\r\n\r\n" + HIDDEN),
                Map.entry(
                        "length and chunks",
                        POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN),
                Map.entry(
                        "chunks and length",
                        POST + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + HIDDEN),
                Map.entry("chunks that are none", POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + HIDDEN),
                Map.entry(
                        "chunks twice",
                        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + HIDDEN),
                Map.entry("a blank before the colon", POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + HIDDEN),
                Map.entry("a folded header", POST + "X-A: b\r\n Transfer-Encoding: chunked\r\n\r\n" + HIDDEN),
                Map.entry("a header without colon", POST + "Transfer-Encoding chunked\r\n\r\n" + HIDDEN),
                Map.entry("a chunk size that is none", POST + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + HIDDEN),
                Map.entry("two hosts", "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + HIDDEN),
                Map.entry("no host", "GET /health HTTP/1.1\r\n\r\n" + HIDDEN),
                Map.entry("lines without return", "GET /health HTTP/1.1\nHost: a\n\n" + HIDDEN));
        return requests.entrySet().stream()
                .map(entry -> dynamicTest("request smuggling: " + entry.getKey(), () -> {
                    Wire.Said said = wire.send(entry.getValue());
                    assertThat(said.status()).as(said.text()).isEqualTo(400);
                    assertThat(said.answers()).as(said.text()).isEqualTo(1);
                }));
    }

    private Stream<DynamicTest> methods() {
        return Stream.of("TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG", "MOVE", "get")
                .flatMap(method -> Stream.of("/", "/console/", "/api/v1/accounts", "/health")
                        .map(path -> dynamicTest("method " + method + " " + path, () -> {
                            Wire.Said said = wire.send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                                    + wire.port() + "\r\nX-Canary: echoed\r\nConnection: close\r\n\r\n");
                            assertThat(said.status()).as(said.text()).isBetween(400, 501);
                            assertThat(said.text()).doesNotContain("echoed");
                        })));
    }

    /** Paths out of the folders of the console, of plugins and of the API. */
    private Stream<DynamicTest> traversals() {
        List<String> ups = List.of(
                "..",
                "%2e%2e",
                "%2E.",
                "..%2f",
                "..%5c",
                "..\\",
                "%252e%252e",
                "..;",
                ".%00.",
                "%c0%ae%c0%ae",
                "%uff0e%uff0e");
        return Stream.of("/console/", "/console/assets/", "/plugins/x/", "/api/v1/", "/")
                .flatMap(root -> ups.stream()
                        .map(up -> dynamicTest("traversal " + root + up, () -> {
                            for (String file : List.of(
                                    "etc/passwd", "etc/users.properties", "META-INF/MANIFEST.MF", "WEB-INF/web.xml")) {
                                Wire.Said said =
                                        wire.get(root + (up + "/").repeat(3) + file, "Accept: text/html,*/*\r\n");
                                assertThat(said.status()).as(said.text()).isBetween(400, 404);
                                assertThat(said.text())
                                        .doesNotContain("root:")
                                        .doesNotContain("Bundle-SymbolicName")
                                        .doesNotContain("admingroup");
                            }
                        })));
    }

    /** Wherever an answer sends the browser, it is to this server. */
    private Stream<DynamicTest> redirects() {
        return Stream.of(
                        "/",
                        "/console",
                        "/console?next=https://" + EVIL,
                        "//" + EVIL + "/",
                        "//" + EVIL + "/console",
                        "/console//" + EVIL,
                        "/%5c" + EVIL,
                        "/?url=//" + EVIL,
                        "http://" + EVIL + "/console")
                .map(target -> dynamicTest("redirect " + target, () -> {
                    for (String header : List.of("Host", "X-Forwarded-Host", "Forwarded", "X-Original-URL")) {
                        String value = header.equals("Forwarded") ? "host=" + EVIL : EVIL;
                        Wire.Said said = wire.send("GET " + target + " HTTP/1.1\r\n"
                                + (header.equals("Host") ? "" : "Host: 127.0.0.1:" + wire.port() + "\r\n") + header
                                + ": "
                                + value + "\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
                        assertThat(said.header("Location").orElse("/console/"))
                                .as(said.text())
                                .matches("/[^/\\\\].*|/")
                                .doesNotContain(EVIL);
                        assertThat(said.header("Refresh")).isEmpty();
                    }
                }));
    }

    private Stream<DynamicTest> tooLarge() {
        return Stream.of(
                dynamicTest("a header of 40 kB", () -> assertThat(
                                wire.get("/health", "X-Long: " + "a".repeat(40_000) + "\r\n")
                                        .status())
                        .isEqualTo(431)),
                dynamicTest("a thousand headers", () -> assertThat(
                                wire.get("/health", "X-Many: some words\r\n".repeat(2000))
                                        .status())
                        .isEqualTo(431)),
                dynamicTest("an address of 40 kB", () -> assertThat(
                                wire.get("/health?" + "a".repeat(40_000)).status())
                        .isIn(400, 414, 431)),
                dynamicTest("a body that is announced as endless", () -> assertThat(
                                wire.send(POST + "Content-Length: 99999999999999999999\r\n\r\n{}")
                                        .status())
                        .isBetween(400, 413)));
    }
}
