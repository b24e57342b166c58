/** Merging accounts. */
@NullMarked
package org.rostrum.accounts.merge;

import org.jspecify.annotations.NullMarked;
