/** Routing rules and what they lead to: leads, tickets and notices. */
@Export
@Version("1.5.0")
@NullMarked
package org.rostrum.api.engagement;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
