/** What makes a report pack. */
@Export
@Version("1.2.0")
@NullMarked
package org.rostrum.spi.report;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
