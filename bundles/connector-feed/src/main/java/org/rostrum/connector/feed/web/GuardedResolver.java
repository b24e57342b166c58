package org.rostrum.connector.feed.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses that a connection is then made to, and nothing else is: the name is not looked up again between the
 * check and the connection, so that it cannot change its mind. One closed address among the answers closes the name.
 */
final class GuardedResolver implements DnsResolver {
    private final Lookup lookup;
    private final Predicate<InetAddress> open;

    /** How names are looked up. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** A name that leads to an address which is not for us. */
    static final class ClosedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        ClosedAddressException(String message) {
            super(message);
        }
    }

    /** @param open which addresses may be connected to */
    GuardedResolver(Lookup lookup, Predicate<InetAddress> open) {
        this.lookup = lookup;
        this.open = open;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookup.addresses(host);
        for (InetAddress address : addresses) {
            if (!open.test(address)) {
                throw new ClosedAddressException("\"" + host + "\" leads to " + address.getHostAddress()
                        + ", which is not a public address. If that is meant, an administrator of the server sets "
                        + "allowPrivateAddresses = true in etc/org.rostrum.connector.feed.network.cfg.");
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
