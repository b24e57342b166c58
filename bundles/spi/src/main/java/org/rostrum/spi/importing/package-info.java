/** What reads a file format into activities. */
@Export
@Version("1.1.0")
@NullMarked
package org.rostrum.spi.importing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
