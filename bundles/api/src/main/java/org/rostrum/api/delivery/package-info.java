/** Everything that must reach another system exactly once, and all timed work. */
@Export
@Version("2.1.0")
@NullMarked
package org.rostrum.api.delivery;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
