/** The audit trail: who changed what, for whom, when and by which door. */
@Export
@Version("2.0.0")
@NullMarked
package org.rostrum.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
