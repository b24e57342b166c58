/** Carries out a POST once, however often it is sent with the same Idempotency-Key. */
@NullMarked
package org.rostrum.web.idempotency;

import org.jspecify.annotations.NullMarked;
