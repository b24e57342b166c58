/** Tests of merging. */
@NullMarked
package org.rostrum.accounts.merge;

import org.jspecify.annotations.NullMarked;
