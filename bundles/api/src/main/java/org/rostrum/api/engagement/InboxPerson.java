package org.rostrum.api.engagement;

/**
 * Somebody who may read a conversation, so that it can be assigned to them and they can be mentioned.
 *
 * @param name of the user
 */
public record InboxPerson(String name, String displayName) {}
