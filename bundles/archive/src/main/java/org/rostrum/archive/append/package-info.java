/** Storing an intake: what is new, where it belongs, what it adds up to. */
@NullMarked
package org.rostrum.archive.append;

import org.jspecify.annotations.NullMarked;
