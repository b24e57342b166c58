/** Connections that plugins make by themselves, to servers that speak something else than HTTP. */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.spi.net;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
