package org.rostrum.api.identity;

import java.time.Instant;

/**
 * Somebody at an identity provider with whom a user of this server signs in.
 *
 * @param provider its id
 * @param subject what it calls the person for good
 */
public record IdentityLink(String provider, String subject, Instant linked) {}
