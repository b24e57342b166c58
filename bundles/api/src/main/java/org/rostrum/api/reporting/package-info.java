/** Reports: runs, schedules and their ledger. */
@Export
@Version("1.1.0")
@NullMarked
package org.rostrum.api.reporting;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
