package org.rostrum.api.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people say of a webhook.
 *
 * @param name 1 to 200 characters
 * @param url https, at most 2,000 characters
 * @param types null or empty for all
 */
public record WebhookDraft(@Nullable String name, @Nullable String url, @Nullable List<String> types, boolean active) {}
