package org.rostrum.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Passes connections on to a server, and loses the answer to a call when it is told to: the server has done it, nobody is told. */
public final class LossyRelay implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI server;
    private final AtomicReference<@Nullable String> loses = new AtomicReference<>();

    public LossyRelay(URI server) throws IOException {
        this.server = server;
        threads.execute(this::accept);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** The answer to the next call in which these words stand, the line of its method and address included, is lost. */
    public void loseOne(String words) {
        loses.set(words);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket behind = new Socket(server.getHost(), server.getPort());
                AtomicBoolean lost = new AtomicBoolean();
                threads.execute(() -> pass(client, behind, lost, true));
                threads.execute(() -> pass(behind, client, lost, false));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicBoolean lost, boolean requests) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (requests && isToBeLost(new String(buffer, 0, length, StandardCharsets.UTF_8))) {
                    lost.set(true);
                }
                if (!requests && lost.get()) {
                    // the answer is there, so it is done
                    return;
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException ended) {
            // whoever waits at the other end sees it
            return;
        }
    }

    private boolean isToBeLost(String request) {
        String words = loses.get();
        return words != null && request.contains(words) && loses.compareAndSet(words, null);
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
