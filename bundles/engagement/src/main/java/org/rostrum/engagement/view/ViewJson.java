package org.rostrum.engagement.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.InboxView;

/** Views in the audit trail. */
final class ViewJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ViewJson() {}

    static String of(InboxView view) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", view.name());
        json.put("sharedWith", view.sharedWith());
        json.put("filter", view.filter());
        json.put("order", view.order());
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A view has nothing that is no JSON", impossible);
        }
    }
}
