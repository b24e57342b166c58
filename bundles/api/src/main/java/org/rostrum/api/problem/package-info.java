/** Failures as RFC 9457 problems. */
@Export
@Version("1.1.0")
@NullMarked
package org.rostrum.api.problem;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
