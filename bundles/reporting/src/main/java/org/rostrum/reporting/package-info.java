/** Makes reports of the installed packs, now or by schedule, and keeps the ledger of who got them. */
@NullMarked
package org.rostrum.reporting;

import org.jspecify.annotations.NullMarked;
