package org.rostrum.itests.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that nobody uses. */
record Ports(int http, int ssh) {
    static Ports free() throws IOException {
        try (ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket ssh = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Ports(http.getLocalPort(), ssh.getLocalPort());
        }
    }
}
