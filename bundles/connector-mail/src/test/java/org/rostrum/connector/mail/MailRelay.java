package org.rostrum.connector.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.Trouble;

/**
 * Stands between the connector and a mail server: what the one says goes to the other, and back, unless there is to be trouble.
 * Trouble of a connection is there when it is made, or at a line of the client; lost and half answers are those to that line.
 */
final class MailRelay implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress server;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger silent = new AtomicInteger();

    /** What a relay is told to do. */
    interface Script {
        /** Trouble of a connection that is being made; null for none. */
        @Nullable
        Trouble atTheBeginning();

        /** Trouble at a line of the client; null for none. */
        @Nullable
        Trouble at(String line);

        /** What the server would say instead of its greeting, or instead of an answer to a line. */
        String words(Trouble trouble, @Nullable String line);

        /** How many lines more are passed on before the connection is cut, after this line of the client; less than 0 for all. */
        default int cutAfter(String line) {
            return -1;
        }

        /** A mail that the server has taken. */
        default void taken(byte[] mail) {}
    }

    MailRelay(int port, Script script) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.script = script;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    boolean isSilent() {
        return silent.get() > 0;
    }

    /** Breaks all connections off. */
    void cutAll() {
        new ArrayList<>(open).forEach(MailRelay::close);
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException over) {
                        // so is the conversation
                    }
                },
                "network-simulator-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void welcome() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            open.add(client);
            connections.incrementAndGet();
            start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException, InterruptedException {
        Trouble trouble = script.atTheBeginning();
        if (trouble != null) {
            switch (trouble.kind()) {
                case STATUS -> {
                    write(client, script.words(trouble, null));
                    close(client);
                    return;
                }
                case CUT_BEFORE -> {
                    close(client);
                    return;
                }
                case SILENCE -> {
                    beSilent(client);
                    return;
                }
                case CUT_AFTER, HALF_ANSWER -> {
                    // at the line that asks for mails
                }
            }
        }
        Socket upstream = new Socket();
        try {
            upstream.connect(server, 5000);
        } catch (IOException gone) {
            close(client);
            throw gone;
        }
        open.add(upstream);
        new Conversation(client, upstream, trouble).begin();
    }

    private void beSilent(Socket client) throws InterruptedException {
        silent.incrementAndGet();
        try {
            closed.await();
        } finally {
            silent.decrementAndGet();
            close(client);
        }
    }

    private static void write(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // closed all the same
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            door.close();
        } catch (IOException gone) {
            // closed all the same
        }
        cutAll();
    }

    /** One connection. */
    private final class Conversation {
        private final Socket client;
        private final Socket upstream;
        private final @Nullable Trouble atFetch;
        private volatile @Nullable Consumer<byte[]> instead;
        private volatile byte @Nullable [] mail;
        private volatile @Nullable Trouble atTheEndOfTheMail;

        Conversation(Socket client, Socket upstream, @Nullable Trouble atFetch) {
            this.client = client;
            this.upstream = upstream;
            this.atFetch = atFetch;
        }

        void begin() {
            start(() -> {
                try {
                    listenToTheClient();
                } finally {
                    end();
                }
            });
            start(() -> {
                try {
                    listenToTheServer();
                } finally {
                    end();
                }
            });
        }

        private void end() {
            close(client);
            close(upstream);
            open.remove(client);
            open.remove(upstream);
        }

        private void listenToTheClient() throws IOException {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = upstream.getOutputStream();
            ByteArrayOutputStream content = null;
            int left = -1;
            for (byte[] line = line(in); line.length > 0; line = line(in)) {
                String text = new String(line, StandardCharsets.ISO_8859_1).strip();
                if (content != null) {
                    if (text.equals(".")) {
                        mail = content.toByteArray();
                        content = null;
                    } else {
                        int dot = line[0] == '.' ? 1 : 0;
                        content.write(line, dot, line.length - dot);
                    }
                } else if (text.equalsIgnoreCase("DATA")) {
                    Trouble trouble = script.at(text);
                    if (trouble != null && trouble.kind() == Trouble.Kind.STATUS) {
                        write(client, script.words(trouble, text));
                        continue;
                    }
                    if (trouble != null && trouble.kind() == Trouble.Kind.CUT_BEFORE) {
                        return;
                    }
                    content = new ByteArrayOutputStream();
                    atTheEndOfTheMail = trouble;
                } else if (text.contains(" UID ") && atFetch != null) {
                    instead = cutting(atFetch);
                }
                left = left < 0 ? script.cutAfter(text) : left - 1;
                out.write(line);
                out.flush();
                if (left == 0) {
                    return;
                }
            }
        }

        private Consumer<byte[]> cutting(Trouble trouble) {
            return answer -> {
                try {
                    if (trouble.kind() == Trouble.Kind.HALF_ANSWER) {
                        client.getOutputStream().write(answer, 0, Math.min(2, answer.length));
                        client.getOutputStream().flush();
                    }
                } catch (IOException gone) {
                    // it is to be cut anyway
                }
                end();
            };
        }

        private void listenToTheServer() throws IOException {
            InputStream in = upstream.getInputStream();
            byte[] buffer = new byte[16_384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                byte[] answer = java.util.Arrays.copyOf(buffer, read);
                byte[] given = mail;
                if (given != null) {
                    mail = null;
                    if (answer[0] == '2') {
                        script.taken(given);
                    }
                    Trouble trouble = atTheEndOfTheMail;
                    if (trouble != null) {
                        cutting(trouble).accept(answer);
                        return;
                    }
                }
                Consumer<byte[]> other = instead;
                if (other != null) {
                    other.accept(answer);
                    return;
                }
                client.getOutputStream().write(answer);
                client.getOutputStream().flush();
            }
        }
    }

    /** With its end; empty at the end of all. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0; one = in.read()) {
            line.write(one);
            if (one == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
