/** The REST resources of outgoing webhooks. */
@NullMarked
package org.rostrum.webhooks.rest;

import org.jspecify.annotations.NullMarked;
