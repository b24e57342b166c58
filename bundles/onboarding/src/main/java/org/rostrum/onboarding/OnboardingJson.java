package org.rostrum.onboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rostrum.api.onboarding.OnboardingItem;
import org.rostrum.api.onboarding.OnboardingTemplate;

/** Items and templates as JSON, for the tables and the audit trail. */
final class OnboardingJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OnboardingJson() {}

    static String items(List<OnboardingItem> items) {
        return JSON.valueToTree(items).toString();
    }

    static List<OnboardingItem> items(String json) {
        try {
            return List.of(JSON.readValue(json, OnboardingItem[].class));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The items in the table are not those of a template", broken);
        }
    }

    static String of(OnboardingTemplate template) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", template.name());
        json.put("description", template.description());
        json.set("items", JSON.valueToTree(template.items()));
        json.put("version", template.version());
        return json.toString();
    }

    static String of(OnboardingStore.Run run) {
        ObjectNode json = JSON.createObjectNode();
        json.put("template", run.templateName());
        json.put("templateVersion", run.templateVersion());
        json.put("due", run.due() == null ? null : String.valueOf(run.due()));
        json.put("items", run.items().size());
        return json.toString();
    }

    static String mark(String item, String key, Object value) {
        return JSON.createObjectNode()
                .put("item", item)
                .put(key, String.valueOf(value))
                .toString();
    }
}
