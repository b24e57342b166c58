/** Values that stand encrypted in the database: how they are sealed, and how their keys are changed. */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.api.secret;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
