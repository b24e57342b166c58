package org.rostrum.engagement.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.SavedReply;

/** Saved replies in the audit trail. */
final class SavedReplyJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SavedReplyJson() {}

    static String of(SavedReply reply) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("accountId", reply.accountId());
        json.put("name", reply.name());
        json.put("category", reply.category());
        json.put("texts", reply.texts());
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A saved reply has nothing that is no JSON", impossible);
        }
    }
}
