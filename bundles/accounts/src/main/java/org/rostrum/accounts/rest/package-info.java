/** The account tree over REST. */
@NullMarked
package org.rostrum.accounts.rest;

import org.jspecify.annotations.NullMarked;
