/** Deliveries: kept, sent, retried, looked up, given up, replayed. */
@NullMarked
package org.rostrum.delivery.outbox;

import org.jspecify.annotations.NullMarked;
