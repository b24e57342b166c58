package org.rostrum.api.engagement;

/**
 * Somebody who has a conversation open.
 *
 * @param user name
 * @param writing whether an answer or a note is being written
 */
public record InboxPresence(String user, boolean writing) {}
