/** Outgoing webhooks: what happens is told to other systems. */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.api.webhook;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
