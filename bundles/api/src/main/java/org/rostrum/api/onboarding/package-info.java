/** Onboarding of accounts from templates, with a checklist of what is still missing. */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.api.onboarding;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
