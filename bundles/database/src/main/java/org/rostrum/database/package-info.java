/** The one database: transactions bound to the thread, migrations per capability, the clock. */
@NullMarked
package org.rostrum.database;

import org.jspecify.annotations.NullMarked;
