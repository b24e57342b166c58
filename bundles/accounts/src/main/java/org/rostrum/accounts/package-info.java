/** The account tree. */
@NullMarked
package org.rostrum.accounts;

import org.jspecify.annotations.NullMarked;
