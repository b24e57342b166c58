package org.rostrum.web.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.web.testing.FakeFramework;
import org.rostrum.web.testing.TestServer;

/** Even what never reaches a servlet is answered with a problem. */
class ContainerDoorTest {
    private final FakeFramework framework = new FakeFramework();
    private TestServer server;
    private ContainerDoor door;

    @BeforeEach
    void start() throws Exception {
        framework.featuresDone(false);
        door = new ContainerDoor(framework.context());
        server = new TestServer().with(door, "/*").start();
        server.get("/");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private String get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/%2e%2e/health",
                "/api/v1/..%2fhealth",
                "/api/v1//accounts",
                "/api/v1/%zz",
                "/api/v1/a%00b",
                "/a\\b",
                "/%5c",
                "/a/..;/b",
                "no-slash"
            })
    void addressesThatCanBeReadInTwoWays_are400(String path) throws Exception {
        assertThat(get(path))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/problem+json", "urn:rostrum:problem:invalid", "nosniff")
                .contains("X-Frame-Options: DENY", "Referrer-Policy: no-referrer")
                .contains("Cross-Origin-Resource-Policy: same-origin", "frame-ancestors 'none'; base-uri 'none'")
                .doesNotContain("<html", "jetty.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nBad Header: 1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"
            })
    void whatIsNoHttp_isAProblem(String request) throws Exception {
        assertThat(send(request))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "\"status\":400")
                .doesNotContain("<html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /\r\n\r\n", "GET / HTTP/3.7\r\nHost: a\r\n\r\n"})
    void anotherVersionOfHttp_isAProblemOfTheCaller(String request) throws Exception {
        assertThat(send(request))
                .startsWith("HTTP/1.1 505 ")
                .contains("urn:rostrum:problem:http-version-not-supported", "Send the request as HTTP/1.1.")
                .doesNotContain("defect");
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 405", "PUT, 400", "DELETE, 400", "FOO, 400"})
    void whateverTheMethod_anErrorIsAProblem(String method, int status) throws Exception {
        assertThat(send(method + " /a\\b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("application/problem+json", "\"status\":" + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/leads", "/health", "/nothing"})
    void trace_isRefusedWithAProblem(String path) throws Exception {
        String answers = send("TRACE " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret: s\r\n\r\n" + "TRACE " + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        assertThat(answers)
                .startsWith("HTTP/1.1 405 ")
                .contains(
                        "Content-Type: application/problem+json",
                        "Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
                        "urn:rostrum:problem:method-not-allowed")
                .doesNotContain("X-Secret");
    }

    @Test
    void tooLongAddressesAndHeaders_areProblems() throws Exception {
        assertThat(get("/" + "a".repeat(20_000))).startsWith("HTTP/1.1 414 ").contains("\"status\":414");
        assertThat(send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"status\":431");
    }

    @Test
    void addressWithoutServlet_is503WhileTheServerComesUp_then404() throws Exception {
        assertThat(get("/nothing")).startsWith("HTTP/1.1 503 ").contains("Retry-After: 2", "problem+json");
        framework.featuresDone(true);
        assertThat(get("/nothing")).startsWith("HTTP/1.1 404 ").contains("\"status\":404", "problem+json");
    }

    @Test
    void serverSpeaksForItselfAgain_whenTheDoorIsGone() throws Exception {
        door.leave();

        assertThat(get("/a\\b")).startsWith("HTTP/1.1 400 ").doesNotContain("application/problem+json");
        assertThat(send("TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .doesNotContain("application/problem+json");
    }
}
