package org.rostrum.engagement.due;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.EscalationStep;
import org.rostrum.api.engagement.ResponseTarget;

/** Steps of escalations in the database, targets in the audit trail. */
final class TargetJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<EscalationStep>> STEPS = new TypeReference<>() {};

    private TargetJson() {}

    static String of(ResponseTarget target) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("accountId", target.accountId());
        json.put("name", target.name());
        json.put("channelId", target.channelId());
        json.put("priority", target.priority());
        json.put("minutes", target.minutes());
        json.put("businessHours", target.businessHours());
        json.put("warnPercent", target.warnPercent());
        json.put("escalation", target.escalation());
        return write(json);
    }

    static String of(List<EscalationStep> steps) {
        return write(steps);
    }

    static List<EscalationStep> steps(String json) {
        try {
            return JSON.readValue(json, STEPS);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("Steps of an escalation are not as they were written", foreign);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A response target has nothing that is no JSON", impossible);
        }
    }
}
