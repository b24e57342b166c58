/** Identity providers through which people sign in. */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.api.signon;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
