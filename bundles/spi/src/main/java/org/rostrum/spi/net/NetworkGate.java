package org.rostrum.spi.net;

import java.net.InetAddress;
import java.util.List;
import org.rostrum.api.delivery.DeliveryException;

/**
 * Says where a plugin may connect to. A service of the platform, for protocols other than HTTP; those who speak HTTP take
 * {@link org.rostrum.spi.http.HttpClients}. Whoever may make channels must not thereby get into the network the server stands in.
 */
public interface NetworkGate {
    /**
     * Looks a server up. Connect to one of these addresses, and do not look the name up again: it may lead elsewhere by then.
     * Takes ten seconds at most, and obeys interruption.
     *
     * @param host name or address as it stands in the settings
     * @return at least one, in the order in which they are to be tried
     * @throws DeliveryException REJECTED when plugins may not connect there, with what an administrator can do; UNAVAILABLE when
     *     there is no such name, or it cannot be looked up now
     */
    List<InetAddress> addresses(String host) throws DeliveryException;
}
