package org.rostrum.itests.boot;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody uses. */
record Ports(int http, int ssh) {
    static Ports free() throws IOException {
        int http = free(21_000, 25_000);
        return new Ports(http, free(25_000, 31_000));
    }

    /** Below those that the system gives to outgoing connections, so that it stays free while the server is down. */
    private static int free(int from, int to) throws IOException {
        for (int port = ThreadLocalRandom.current().nextInt(from, to); port < to; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // the next one
            }
        }
        throw new IOException("No free port between " + from + " and " + to);
    }
}
