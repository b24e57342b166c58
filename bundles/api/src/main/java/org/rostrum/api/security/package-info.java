/** Who is calling and what they may do. */
@Export
@Version("2.1.0")
@NullMarked
package org.rostrum.api.security;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
