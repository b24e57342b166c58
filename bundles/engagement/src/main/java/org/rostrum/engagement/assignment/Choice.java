package org.rostrum.engagement.assignment;

/**
 * Who gets a conversation.
 *
 * @param detail of the event that tells it
 */
public record Choice(String user, String detail) {}
