/**
 * Shows that a connector keeps the contract of {@link org.rostrum.spi.connector.Connector}: extend {@link
 * org.rostrum.testkit.connector.ConnectorContract}, and give it a {@link org.rostrum.testkit.connector.NetworkSimulator} of the
 * network.
 */
@NullMarked
package org.rostrum.testkit.connector;

import org.jspecify.annotations.NullMarked;
