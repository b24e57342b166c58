/** The durable outbox and the one engine for timed work. */
@NullMarked
package org.rostrum.delivery;

import org.jspecify.annotations.NullMarked;
