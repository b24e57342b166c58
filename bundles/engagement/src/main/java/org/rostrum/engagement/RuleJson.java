package org.rostrum.engagement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleConditions;

/** Rules as they are kept: conditions in their column, whole rules in the audit trail. */
final class RuleJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RuleJson() {}

    static String conditions(RuleConditions conditions) {
        return write(conditions);
    }

    static RuleConditions conditions(String json) {
        try {
            return JSON.readValue(json, RuleConditions.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("The conditions of a routing rule cannot be read", failure);
        }
    }

    static String rule(RoutingRule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id());
        json.put("position", rule.position());
        json.put("name", rule.name());
        json.put("enabled", rule.enabled());
        json.put("conditions", rule.conditions());
        json.put("action", rule.action());
        json.put("owner", rule.owner());
        json.put("adapter", rule.adapter() == null ? "" : rule.adapter());
        json.put("goOn", rule.goOn());
        json.put("version", rule.version());
        return write(json);
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
