package org.rostrum.http;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses that a connection is then made to, and nothing else is: the name is not looked up again between the
 * check and the connection, so that it cannot change its mind. One closed address among the answers closes the name.
 */
final class GuardedResolver implements DnsResolver {
    private final Lookup lookup;
    private final NetworkRules rules;
    private final CallWatch watch;

    /** How names are looked up. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    GuardedResolver(Lookup lookup, NetworkRules rules, CallWatch watch) {
        this.lookup = lookup;
        this.rules = rules;
        this.watch = watch;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookUp(host);
        for (InetAddress address : addresses) {
            if (!rules.isOpen(host, address)) {
                throw new ClosedAddressException(host, address);
            }
        }
        return addresses;
    }

    /** On a thread of its own, as a name server that does not answer cannot be interrupted. */
    private InetAddress[] lookUp(String host) throws UnknownHostException {
        try {
            return CallUnderWay.current().await(watch.help(() -> lookup.addresses(host)));
        } catch (InterruptedIOException brokenOff) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(brokenOff);
            throw unknown;
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
