/** Tests of engagement models. */
@NullMarked
package org.rostrum.accounts.model;

import org.jspecify.annotations.NullMarked;
