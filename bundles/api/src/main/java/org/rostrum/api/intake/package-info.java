/** Bringing activities in: imports of files and their progress. */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.api.intake;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
