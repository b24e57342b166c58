package org.rostrum.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on loopback that says on each connection what a test wants, well formed or not. */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> peers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** Holds the conversation of one connection, which is closed when this returns. */
    interface Conversation {
        void hold(Peer peer) throws IOException;
    }

    /** A request as it came. */
    record Request(String head, String body) {
        String line() {
            return head.lines().findFirst().orElseThrow();
        }

        /** In lower case, with their values. */
        List<String> headers() {
            return head.lines()
                    .skip(1)
                    .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT)
                            + line.substring(line.indexOf(':')))
                    .toList();
        }
    }

    /** The other side of one connection. */
    final class Peer {
        private final int number;
        private final InputStream in;
        private final OutputStream out;

        Peer(Socket socket, int number) throws IOException {
            this.number = number;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** Of the connection, from 1. */
        int number() {
            return number;
        }

        /** The head of the next request; its body is not read. */
        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int one = in.read();
                if (one < 0) {
                    throw new EOFException("closed by the client");
                }
                head.append((char) one);
            }
            return head.substring(0, head.length() - 4);
        }

        /** The next request, with a body whose length is told. */
        Request request() throws IOException {
            String head = head();
            int length = head.lines()
                    .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            Request request = new Request(head, new String(in.readNBytes(length), StandardCharsets.UTF_8));
            requests.add(request);
            return request;
        }

        InputStream in() {
            return in;
        }

        void say(String text) throws IOException {
            say(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void say(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** 200 with a length. */
        void answer(String body) throws IOException {
            say("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Hands on what both sides say, until one of them closes. */
        void join(Socket onward) throws IOException {
            threads.execute(() -> {
                try {
                    onward.getInputStream().transferTo(out);
                } catch (IOException over) {
                    // the other direction notices, too
                }
            });
            in.transferTo(onward.getOutputStream());
        }

        /** Waits until the client closes. */
        void awaitEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    RawServer(Conversation conversation) throws IOException {
        this(ServerSocketFactory.getDefault(), conversation);
    }

    /** @param sockets plain or secure */
    RawServer(ServerSocketFactory sockets, Conversation conversation) throws IOException {
        this.socket = sockets.createServerSocket(0, 50, loopback(1));
        threads.execute(() -> accept(conversation));
    }

    /** Answers every request the same way, on connections that are kept. */
    static RawServer answering(String answer) throws IOException {
        return new RawServer(peer -> {
            while (true) {
                peer.request();
                peer.say(answer);
            }
        });
    }

    static InetAddress loopback(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private void accept(Conversation conversation) {
        while (!socket.isClosed()) {
            try {
                Socket peer = socket.accept();
                peers.add(peer);
                threads.execute(() -> hold(conversation, peer));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void hold(Conversation conversation, Socket peer) {
        try (peer) {
            conversation.hold(new Peer(peer, connections.incrementAndGet()));
        } catch (IOException over) {
            // the client went away
        } finally {
            ended.incrementAndGet();
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int connections() {
        return connections.get();
    }

    /** How many connections this side has closed. */
    int over() {
        return ended.get();
    }

    List<Request> requests() {
        return requests;
    }

    /** Closes all connections there are, and takes new ones. */
    void closePeers() throws IOException {
        for (Socket peer : peers) {
            peer.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        closePeers();
        threads.shutdownNow();
    }
}
