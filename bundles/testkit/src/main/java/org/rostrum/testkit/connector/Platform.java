package org.rostrum.testkit.connector;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.net.NetworkGate;

/** What the platform gives to a connector, for tests. */
public record Platform(HttpClients http, ChannelMemory memory, Clock clock, NetworkGate gate, CountedNews news) {
    /** With a gate that is open, and news that are counted. */
    public Platform(HttpClients http, ChannelMemory memory, Clock clock) {
        this(http, memory, clock, Platform::open, new CountedNews());
    }

    /** One whose clients are impatient, so that tests of silence are quick. */
    static Platform forTests(Clock clock) {
        return new Platform(new ImpatientClients(), new MemoryOfChannels(), clock);
    }

    private static List<InetAddress> open(String host) throws DeliveryException {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "There is no server \"" + host + "\".", unknown);
        }
    }
}
