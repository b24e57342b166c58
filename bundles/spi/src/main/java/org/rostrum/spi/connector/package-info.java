/** What connects a network: fetches activities, and later publishes. */
@Export
@Version("1.1.0")
@NullMarked
package org.rostrum.spi.connector;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
