/** The append-only archive: storing, reading, verifying, and the figures summed up while storing. */
@Export
@Version("1.1.0")
@NullMarked
package org.rostrum.api.archive;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
