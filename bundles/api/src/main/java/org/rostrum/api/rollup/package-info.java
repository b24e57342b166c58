/** Sums that are kept beside the data by the UTC day and month: their calendar, and periods put together from them. */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.api.rollup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
