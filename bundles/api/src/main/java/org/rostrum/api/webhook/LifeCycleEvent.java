package org.rostrum.api.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as it may be told to other systems: without texts of people.
 *
 * @param id unique for the installation, such as {@code inbox-17}; at most 100 characters
 * @param type such as {@code org.rostrum.conversation.assigned}
 * @param accountId the account it concerns; null when it concerns the whole installation, or is not known
 * @param conversationId null when it belongs to none
 * @param subject kind and id of what it is about, such as {@code conversation/17}
 * @param data a JSON object, at most 8,000 characters
 */
public record LifeCycleEvent(
        String id,
        String type,
        @Nullable String accountId,
        @Nullable Long conversationId,
        String subject,
        Instant happened,
        String data) {}
