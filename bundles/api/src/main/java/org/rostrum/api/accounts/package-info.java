/** The organisation's accounts and their channels. */
@Export
@Version("2.3.0")
@NullMarked
package org.rostrum.api.accounts;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
