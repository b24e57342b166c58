/** The REST resources of single sign-on. */
@NullMarked
package org.rostrum.oidc.rest;

import org.jspecify.annotations.NullMarked;
