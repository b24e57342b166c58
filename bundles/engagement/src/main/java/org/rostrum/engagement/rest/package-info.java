/** Routing over REST. */
@NullMarked
package org.rostrum.engagement.rest;

import org.jspecify.annotations.NullMarked;
