package org.rostrum.channels.polling;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.channels.connectors.ConnectorCalls;
import org.rostrum.channels.connectors.ConnectorCalls.Pending;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Fetched;

/** Asks a channel page by page; for one page already while the page before is being stored, where the connector allows that. */
final class Pages implements AutoCloseable {
    private final ConnectorCalls calls;
    private final Channel channel;
    private final Connector connector;
    private final Ending ending;
    private @Nullable Pending<Fetched> ahead;
    private @Nullable String aheadOf;

    Pages(ConnectorCalls calls, Channel channel, Connector connector, Ending ending) {
        this.calls = calls;
        this.channel = channel;
        this.connector = connector;
        this.ending = ending;
    }

    /** Whether a page has been asked for that nobody has seen yet. */
    boolean isAhead() {
        return ahead != null;
    }

    /** Asks for the page behind this cursor. */
    void askAhead(String cursor) throws DeliveryException {
        ahead = begin(cursor);
        aheadOf = cursor;
    }

    /** The page behind this cursor. */
    Fetched get(@Nullable String cursor) throws DeliveryException {
        Pending<Fetched> asked = ahead;
        ahead = null;
        if (asked != null && !Objects.equals(cursor, aheadOf)) {
            // somebody set the channel back
            asked.end();
            asked = null;
        }
        Pending<Fetched> page = asked == null ? begin(cursor) : asked;
        try {
            return ending.waitFor(page::get);
        } catch (DeliveryException failure) {
            page.end();
            throw failure;
        }
    }

    private Pending<Fetched> begin(@Nullable String cursor) throws DeliveryException {
        return calls.begin(channel.connector(), true, ConnectorCalls.LONGEST, () -> connector.fetch(cursor));
    }

    /** Nothing of the connector is called any more: the next poll may begin. */
    @Override
    public void close() {
        if (ahead != null) {
            ahead.end();
            ahead = null;
        }
    }
}
