package org.rostrum.web.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rostrum.api.problem.Problem;
import org.rostrum.web.testing.FakeFramework;
import org.rostrum.web.testing.TestServer;

class SlowBodiesTest {
    private static final String BEGIN = "POST /read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n";

    /** Reads all of the body and tells how it went. */
    private static final class Reader extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient CompletableFuture<Integer> read = new CompletableFuture<>();

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            try {
                read.complete(request.getInputStream().readAllBytes().length);
            } catch (IOException broken) {
                read.completeExceptionally(broken);
            }
        }
    }

    @Test
    void bodyThatDrips_givesItsThreadBack_longBeforeItIsWhole() throws Exception {
        Reader reader = new Reader();
        ContainerDoor door = new ContainerDoor(new FakeFramework().context());
        try (TestServer server =
                        new TestServer().with(reader, "/read").with(door, "/*").start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            server.get("/read");
            socket.getOutputStream().write(BEGIN.getBytes(ISO_8859_1));
            // a byte each 50 ms: 20 a second, 50 seconds for all of it
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        drip(socket);
                        return reader.read.isDone();
                    });
            assertThat(reader.read).isCompletedExceptionally();
        }
    }

    private static void drip(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write('x');
            socket.getOutputStream().flush();
        } catch (SocketException ended) {
            // as it shall be
        }
    }

    @Test
    void bodyThatComesAtOnce_isRead() throws Exception {
        Reader reader = new Reader();
        ContainerDoor door = new ContainerDoor(new FakeFramework().context());
        try (TestServer server =
                        new TestServer().with(reader, "/read").with(door, "/*").start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            server.get("/read");
            socket.getOutputStream().write((BEGIN + "x".repeat(1000)).getBytes(ISO_8859_1));
            assertThat(reader.read).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1000);
        }
    }

    /** Reads bodies, and counts those for which nobody had the patience. */
    private static final class Counter extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final AtomicInteger read = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                request.getInputStream().readAllBytes();
                read.incrementAndGet();
            } catch (Problem problem) {
                assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
                refused.incrementAndGet();
            }
        }
    }

    @Test
    void bodiesOfWhichNothingComes_leaveThreadsForOthers() throws Exception {
        Counter counter = new Counter();
        ContainerDoor door = new ContainerDoor(new FakeFramework().context());
        List<Socket> silent = new ArrayList<>();
        try (TestServer server =
                new TestServer().with(counter, "/read").with(door, "/*").start()) {
            server.get("/read");
            for (int i = 0; i < SlowBodies.PATIENT + 10; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                silent.add(socket);
                socket.getOutputStream().write(BEGIN.getBytes(ISO_8859_1));
            }
            await().atMost(Duration.ofSeconds(10)).untilAtomic(counter.refused, equalTo(10));
            try (Socket whole = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                whole.getOutputStream().write((BEGIN + "x".repeat(1000)).getBytes(ISO_8859_1));
                await().atMost(Duration.ofSeconds(10)).untilAtomic(counter.read, equalTo(1));
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }
}
