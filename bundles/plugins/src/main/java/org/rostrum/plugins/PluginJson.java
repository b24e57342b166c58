package org.rostrum.plugins;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A plugin as the audit trail keeps it. */
final class PluginJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PluginJson() {}

    static String of(String name, Contents contents) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", name);
        json.put("kind", contents.kind().name());
        json.put("symbolicName", contents.symbolicName());
        json.put("version", contents.version());
        json.put("sha256", contents.sha256());
        return json.toString();
    }
}
