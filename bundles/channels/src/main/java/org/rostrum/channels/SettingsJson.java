package org.rostrum.channels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** Names and values in one column. */
public final class SettingsJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {};

    private SettingsJson() {}

    public static String write(Map<String, ?> settings) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(settings));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static Map<String, String> read(String json) {
        try {
            return JSON.readValue(json, TYPE);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("Settings in the database cannot be read", failure);
        }
    }
}
