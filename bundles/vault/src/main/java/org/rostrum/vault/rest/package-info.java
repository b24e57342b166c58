/** The keys over REST. */
@NullMarked
package org.rostrum.vault.rest;

import org.jspecify.annotations.NullMarked;
