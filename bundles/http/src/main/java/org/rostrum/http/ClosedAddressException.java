package org.rostrum.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A name that leads to an address which is not for us. */
final class ClosedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    ClosedAddressException(String host, InetAddress address) {
        super("\"" + host + "\" leads to " + address.getHostAddress()
                + ", which is not a public address. If that is meant, an administrator of the server adds it to"
                + " allowedPrivateHosts in etc/org.rostrum.http.cfg.");
    }
}
