/** What was dropped into the running server, or uploaded: bundles, archives of features, routes. */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
