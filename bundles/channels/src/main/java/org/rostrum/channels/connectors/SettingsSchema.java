package org.rostrum.channels.connectors;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of a connector as a JSON Schema (2020-12), from which forms can be made. */
public final class SettingsSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private SettingsSchema() {}

    public static Map<String, Object> of(String title, Definition definition) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("title", title);
        if (!definition.description().isEmpty()) {
            schema.put("description", definition.description());
        }
        schema.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Setting setting : definition.settings()) {
            properties.put(setting.name(), property(setting, properties.size() + 1));
            if (setting.required()) {
                required.add(setting.name());
            }
        }
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> property(Setting setting, int order) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("title", setting.title());
        if (!setting.description().isEmpty()) {
            property.put("description", setting.description());
        }
        if (setting.isList()) {
            property.put("type", "array");
            property.put("items", value(setting));
            if (setting.most() < Integer.MAX_VALUE) {
                property.put("maxItems", setting.most());
            }
        } else {
            property.putAll(value(setting));
        }
        if (!setting.defaults().isEmpty() && !setting.isSecret()) {
            List<Object> defaults = setting.defaults().stream()
                    .map(text -> typed(setting, text))
                    .toList();
            property.put("default", setting.isList() ? defaults : defaults.get(0));
        }
        if (setting.isSecret()) {
            property.put("writeOnly", true);
        }
        // members of an object have no order in JSON, those of a form have
        property.put("x-order", order);
        return property;
    }

    private static Map<String, Object> value(Setting setting) {
        Map<String, Object> value = new LinkedHashMap<>();
        boolean text = false;
        switch (setting.type()) {
            case TEXT -> {
                value.put("type", "string");
                text = true;
            }
            case SECRET -> {
                value.put("type", "string");
                value.put("format", "password");
                text = true;
            }
            case INTEGER, LONG -> value.put("type", "integer");
            case NUMBER -> value.put("type", "number");
            case TRUTH -> value.put("type", "boolean");
        }
        BigDecimal least = setting.least();
        if (least != null) {
            value.put(text ? "minLength" : "minimum", least);
        } else if (text && setting.required() && !setting.isList()) {
            value.put("minLength", 1);
        }
        BigDecimal greatest = setting.greatest();
        if (greatest != null) {
            value.put(text ? "maxLength" : "maximum", greatest);
        }
        if (!setting.choices().isEmpty()) {
            value.put(
                    "oneOf",
                    setting.choices().stream()
                            .map(choice -> Map.of("const", typed(setting, choice.value()), "title", choice.label()))
                            .toList());
        }
        return value;
    }

    private static Object typed(Setting setting, String text) {
        try {
            return switch (setting.type()) {
                case TEXT, SECRET -> text;
                case INTEGER, LONG -> Long.valueOf(text.strip());
                case NUMBER -> Double.valueOf(text.strip());
                case TRUTH -> Boolean.valueOf(text.strip());
            };
        } catch (NumberFormatException none) {
            return text;
        }
    }
}
