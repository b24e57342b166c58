/** Recomputing everything and saying where it does not fit. */
@NullMarked
package org.rostrum.archive.verify;

import org.jspecify.annotations.NullMarked;
