/** Answers that were written beforehand. */
@NullMarked
package org.rostrum.engagement.saved;

import org.jspecify.annotations.NullMarked;
