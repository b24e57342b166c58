/** Tests of attributes. */
@NullMarked
package org.rostrum.accounts.attribute;

import org.jspecify.annotations.NullMarked;
