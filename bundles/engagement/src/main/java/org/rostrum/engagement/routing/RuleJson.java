package org.rostrum.engagement.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.engagement.RuleEffects;

/** Rules as they are kept: conditions and effects in their columns, whole rules in the audit trail and as versions. */
public final class RuleJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    /** What rules that were kept by earlier versions lack. */
    private static final List<String> LISTS = List.of(
            "anyWords",
            "allWords",
            "noWords",
            "languages",
            "accountIds",
            "channelIds",
            "networks",
            "contacts",
            "history",
            "anyOf",
            "noneOf");

    private RuleJson() {}

    public static String conditions(RuleConditions conditions) {
        return write(conditions);
    }

    public static RuleConditions conditions(String json) {
        return read(whole(tree(json)), RuleConditions.class);
    }

    private static JsonNode whole(JsonNode conditions) {
        for (String list : LISTS) {
            if (!conditions.has(list)) {
                ((ObjectNode) conditions).putArray(list);
            }
        }
        conditions.get("anyOf").forEach(RuleJson::whole);
        conditions.get("noneOf").forEach(RuleJson::whole);
        return conditions;
    }

    static String effects(RuleEffects effects) {
        return effects.equals(RuleEffects.NONE) ? "{}" : write(effects);
    }

    public static RuleEffects effects(String json) {
        return json.equals("{}") ? RuleEffects.NONE : read(tree(json), RuleEffects.class);
    }

    /** As {@link #draft} reads it. */
    static String draft(RuleDraft draft) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("position", draft.position());
        json.put("name", draft.name());
        json.put("enabled", draft.enabled());
        json.put("conditions", draft.conditions());
        json.put("action", draft.action());
        json.put("owner", draft.owner());
        json.put("adapter", draft.adapter() == null ? "" : draft.adapter());
        json.put("goOn", draft.goOn());
        json.put("effects", draft.effects());
        return write(json);
    }

    static RuleDraft draft(String json) {
        JsonNode tree = tree(json);
        String adapter = tree.path("adapter").asText();
        JsonNode effects = tree.path("effects");
        return new RuleDraft(
                tree.path("position").asInt(),
                tree.path("name").asText(),
                tree.path("enabled").asBoolean(),
                read(whole(tree.path("conditions")), RuleConditions.class),
                RuleAction.valueOf(tree.path("action").asText()),
                tree.path("owner").asText(),
                adapter.isEmpty() ? null : adapter,
                tree.path("goOn").asBoolean(),
                effects.isEmpty() ? RuleEffects.NONE : read(effects, RuleEffects.class));
    }

    static RuleDraft draft(RoutingRule rule) {
        return new RuleDraft(
                rule.position(),
                rule.name(),
                rule.enabled(),
                rule.conditions(),
                rule.action(),
                rule.owner(),
                rule.adapter(),
                rule.goOn(),
                rule.effects());
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
        json.put("effects", rule.effects());
        json.put("version", rule.version());
        return write(json);
    }

    static <T> T read(JsonNode json, Class<T> type) {
        try {
            return JSON.treeToValue(json, type);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A routing rule cannot be read", failure);
        }
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A routing rule cannot be read", failure);
        }
    }

    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
