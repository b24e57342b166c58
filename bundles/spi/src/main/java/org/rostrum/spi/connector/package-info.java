/** What connects a network: listens, finds, publishes, counts and moderates. Read {@link org.rostrum.spi.connector.Connector} first. */
@Export
@Version("2.0.0")
@NullMarked
package org.rostrum.spi.connector;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
