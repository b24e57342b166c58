/** What the authors of REST resources share. */
@Export
@Version("1.1.0")
@NullMarked
package org.rostrum.api.rest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
