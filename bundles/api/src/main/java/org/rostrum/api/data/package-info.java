/** Transactions and migrations on the product's database. */
@Export
@Version("1.4.0")
@NullMarked
package org.rostrum.api.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
