/**
 * How connectors talk HTTP: through a client of the platform, which keeps them within bounds, out of the network the server stands
 * in, and gives failures their category.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.spi.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
