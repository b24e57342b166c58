/** Timed work on db-scheduler. */
@NullMarked
package org.rostrum.delivery.timed;

import org.jspecify.annotations.NullMarked;
