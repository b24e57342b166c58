package org.rostrum.web.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rostrum.web.metrics.MicrometerMetrics;
import org.rostrum.web.testing.TestServer;

/** Connections of clients whose requests were refused before anybody read their bodies. */
class LeftoversTest {
    private TestServer server;

    /** Refuses without a look at the body. */
    private static final class Refusing extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(403);
            response.setContentLength(0);
        }
    }

    @BeforeEach
    void start() {
        server = new TestServer()
                .with(new FrontFilter(new MicrometerMetrics()), "/*")
                .with(new Refusing(), "/refused")
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String head(BufferedReader in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    @Test
    void connectionStays_whenAShortBodyComesAfterTheAnswer() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
            socket.setSoTimeout(20_000);
            for (int i = 0; i < 3; i++) {
                send(socket, "POST /refused HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
                assertThat(head(in)).startsWith("HTTP/1.1 403 ").doesNotContainIgnoringCase("Connection: close");
                send(socket, "{}");
            }
        }
    }

    @Test
    void connectionEnds_whenTheBodyIsLong() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
            socket.setSoTimeout(20_000);
            send(socket, "POST /refused HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n");
            assertThat(head(in)).startsWith("HTTP/1.1 403 ");
            assertThat(in.read()).isEqualTo(-1);
        }
    }
}
