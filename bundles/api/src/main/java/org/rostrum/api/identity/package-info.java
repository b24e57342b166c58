/** Users, their roles and their tokens. */
@Export
@Version("2.2.0")
@NullMarked
package org.rostrum.api.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
