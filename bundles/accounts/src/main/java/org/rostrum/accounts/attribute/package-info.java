/** What is known of an account besides its name, and how it is inherited. */
@NullMarked
package org.rostrum.accounts.attribute;

import org.jspecify.annotations.NullMarked;
