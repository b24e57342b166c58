/** Deliveries and dead letters over HTTP. */
@NullMarked
package org.rostrum.delivery.rest;

import org.jspecify.annotations.NullMarked;
