package org.rostrum.connector.mail.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All connections of a channel: closed at once when the channel ends, whoever waits on them. */
public final class OpenSockets implements AutoCloseable {
    private final Set<SocketChannel> open = new HashSet<>();
    private boolean closed;

    synchronized void add(SocketChannel channel) throws IOException {
        if (closed) {
            channel.close();
            throw new IOException("The channel is being closed.");
        }
        open.add(channel);
    }

    synchronized void remove(SocketChannel channel) {
        open.remove(channel);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        List<SocketChannel> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open);
            open.clear();
        }
        for (SocketChannel channel : all) {
            closeQuietly(channel);
        }
    }

    static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // it is closed, whatever it says
        }
    }
}
