/** The REST resources of onboarding. */
@NullMarked
package org.rostrum.onboarding.rest;

import org.jspecify.annotations.NullMarked;
