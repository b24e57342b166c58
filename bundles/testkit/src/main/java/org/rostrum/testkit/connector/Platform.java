package org.rostrum.testkit.connector;

import java.time.Clock;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.http.HttpClients;

/** What the platform gives to a connector, for tests. */
public record Platform(HttpClients http, ChannelMemory memory, Clock clock) {}
