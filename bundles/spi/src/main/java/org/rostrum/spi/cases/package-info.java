/**
 * The way back from a CRM or helpdesk: what became of the leads and tickets that an adapter has taken. Read {@link
 * org.rostrum.spi.cases.CaseSource} first; the way there is {@link org.rostrum.spi.route}.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.rostrum.spi.cases;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
