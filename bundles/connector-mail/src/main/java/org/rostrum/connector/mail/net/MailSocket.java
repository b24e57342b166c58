package org.rostrum.connector.mail.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Connects to addresses that were looked at before, whatever address it is told; keeps the bounds of the conversation at every
 * read; obeys interruption, as channels do and plain sockets do not.
 */
final class MailSocket extends Socket {
    private final Dial dial;
    private @Nullable SocketChannel channel;
    private @Nullable SSLSocket secure;
    private boolean tcpNoDelay = true;

    MailSocket(Dial dial) {
        this.dial = dial;
    }

    @Override
    public void connect(SocketAddress ignored) throws IOException {
        connect(ignored, 0);
    }

    @Override
    public void connect(SocketAddress ignored, int timeout) throws IOException {
        IOException first = null;
        List<InetAddress> addresses = dial.addresses();
        for (int i = 0; i < addresses.size() && channel == null; i++) {
            try {
                channel = connected(addresses.get(i));
            } catch (IOException failure) {
                if (dial.sockets().isClosed() || Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
                first = first == null ? failure : first;
            }
        }
        if (channel == null) {
            throw first == null ? new SocketException("There is no address.") : first;
        }
        if (dial.tlsFromTheBeginning()) {
            try {
                secure = dial.trust().secure(new Plain(), dial.host(), dial.port());
            } catch (IOException failure) {
                close();
                throw failure;
            }
        }
    }

    private SocketChannel connected(InetAddress address) throws IOException {
        SocketChannel next = SocketChannel.open();
        try {
            dial.sockets().add(next);
            next.socket().connect(new InetSocketAddress(address, dial.port()), dial.connectMillis());
            next.socket().setTcpNoDelay(tcpNoDelay);
            return next;
        } catch (IOException failure) {
            forget(next);
            throw failure;
        }
    }

    private void forget(SocketChannel gone) {
        dial.sockets().remove(gone);
        OpenSockets.closeQuietly(gone);
    }

    private SocketChannel channel() throws SocketException {
        if (channel == null) {
            throw new SocketException("It is not connected.");
        }
        return channel;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return secure != null ? secure.getInputStream() : new Bounded(channel());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return secure != null ? secure.getOutputStream() : channel().socket().getOutputStream();
    }

    /** Without a farewell: one could be waited for. */
    @Override
    public synchronized void close() {
        if (channel != null) {
            forget(channel);
        }
    }

    @Override
    public boolean isConnected() {
        return channel != null;
    }

    @Override
    public boolean isBound() {
        return channel != null;
    }

    @Override
    public boolean isClosed() {
        return channel != null && !channel.isOpen();
    }

    @Override
    public int getPort() {
        return dial.port();
    }

    @Override
    public InetAddress getInetAddress() {
        return channel == null ? dial.addresses().get(0) : channel.socket().getInetAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return new InetSocketAddress(getInetAddress(), dial.port());
    }

    @Override
    public InetAddress getLocalAddress() {
        return channel == null
                ? InetAddress.getLoopbackAddress()
                : channel.socket().getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return channel == null ? -1 : channel.socket().getLocalPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return new InetSocketAddress(getLocalAddress(), Math.max(0, getLocalPort()));
    }

    /** The bounds of the conversation hold instead. */
    @Override
    public synchronized void setSoTimeout(int timeout) {}

    @Override
    public synchronized int getSoTimeout() {
        return 0;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        tcpNoDelay = on;
    }

    @Override
    public boolean isInputShutdown() {
        return isClosed();
    }

    @Override
    public boolean isOutputShutdown() {
        return isClosed();
    }

    @Override
    public void shutdownInput() {}

    @Override
    public void shutdownOutput() {}

    @Override
    public String toString() {
        return "MailSocket to " + dial.host() + ":" + dial.port();
    }

    /** The connection without TLS, for TLS to be put on it. */
    private final class Plain extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new Bounded(channel());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return channel().socket().getOutputStream();
        }

        @Override
        public synchronized void close() {
            MailSocket.this.close();
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean isClosed() {
            return MailSocket.this.isClosed();
        }

        @Override
        public int getPort() {
            return dial.port();
        }

        @Override
        public InetAddress getInetAddress() {
            return MailSocket.this.getInetAddress();
        }

        @Override
        public synchronized void setSoTimeout(int timeout) {}

        @Override
        public synchronized int getSoTimeout() {
            return 0;
        }

        @Override
        public void shutdownInput() {}

        @Override
        public void shutdownOutput() {}
    }

    /** Reads as long as the bounds allow it. */
    private final class Bounded extends FilterInputStream {
        private final Socket socket;

        Bounded(SocketChannel from) throws IOException {
            super(from.socket().getInputStream());
            this.socket = from.socket();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            socket.setSoTimeout(dial.bounds().millis());
            int read = super.read(bytes, offset, length);
            dial.bounds().count(read);
            return read;
        }

        @Override
        public synchronized void close() {
            MailSocket.this.close();
        }
    }
}
