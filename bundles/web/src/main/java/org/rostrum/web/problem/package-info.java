/** Tells every failure as {@code application/problem+json} (RFC 9457). */
@NullMarked
package org.rostrum.web.problem;

import org.jspecify.annotations.NullMarked;
