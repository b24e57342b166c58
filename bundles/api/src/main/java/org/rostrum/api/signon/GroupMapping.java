package org.rostrum.api.signon;

/**
 * Whoever has a value in the provider's claim for groups is a member of a group here.
 *
 * @param value as the provider tells it, such as {@code /agency/publishers}, 1 to 255 characters; compared exactly
 * @param group name of the group of this server
 */
public record GroupMapping(String value, String group) {}
