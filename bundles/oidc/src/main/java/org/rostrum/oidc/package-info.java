/** Single sign-on by OpenID Connect: the providers, and signing in and out through them. */
@NullMarked
package org.rostrum.oidc;

import org.jspecify.annotations.NullMarked;
