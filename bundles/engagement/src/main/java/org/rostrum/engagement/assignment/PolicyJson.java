package org.rostrum.engagement.assignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.AssignmentPolicy;

/** Languages and skills in the database, policies in the audit trail. */
final class PolicyJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private PolicyJson() {}

    static String of(AssignmentPolicy policy) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("accountId", policy.accountId());
        json.put("name", policy.name());
        json.put("channelId", policy.channelId());
        json.put("strategy", policy.strategy());
        json.put("people", policy.people());
        json.put("skipsAbsent", policy.skipsAbsent());
        json.put("replacesAbsent", policy.replacesAbsent());
        return write(json);
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An assignment policy has nothing that is no JSON", impossible);
        }
    }

    static List<String> words(String json) {
        try {
            return JSON.readValue(json, WORDS);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("Words of an assignment policy are not as they were written", foreign);
        }
    }
}
