/** The audit trail: append-only, without gaps, hash-chained, written with the change it tells of. */
@NullMarked
package org.rostrum.audit;

import org.jspecify.annotations.NullMarked;
