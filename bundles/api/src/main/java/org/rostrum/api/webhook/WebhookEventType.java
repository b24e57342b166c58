package org.rostrum.api.webhook;

/**
 * A kind of events that webhooks tell.
 *
 * @param name such as {@code org.rostrum.conversation.assigned}
 */
public record WebhookEventType(String name, String description) {}
