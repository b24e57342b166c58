package org.rostrum.api.webhook;

import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.FailureCategory;

/**
 * How a test went.
 *
 * @param category null when the receiver took it
 * @param message for people
 */
public record WebhookTrial(boolean accepted, @Nullable FailureCategory category, String message, long millis) {}
