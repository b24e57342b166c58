/** Sessions, users, roles and tokens over REST. */
@NullMarked
package org.rostrum.identity.rest;

import org.jspecify.annotations.NullMarked;
