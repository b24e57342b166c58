package org.rostrum.engagement.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.InboxConversation;

/** Conversations in the audit trail, and replies in deliveries. */
final class InboxJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private InboxJson() {}

    /** What people may change. */
    static String of(InboxConversation conversation) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("status", conversation.status());
        json.put("snoozedUntil", text(conversation.snoozedUntil()));
        json.put("assignee", conversation.assignee());
        json.put("priority", conversation.priority());
        json.put("labels", conversation.labels());
        return write(json);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static String write(Map<String, ? extends @Nullable Object> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The inbox has nothing that is no JSON", impossible);
        }
    }
}
