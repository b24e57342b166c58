package org.rostrum.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.rostrum.api.webhook.LifeCycleEvent;
import org.rostrum.api.webhook.Webhook;

/** Events as CloudEvents 1.0 (JSON format, structured mode), and webhooks for the audit trail. */
final class CloudEvents {
    static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";
    static final String PING = "org.rostrum.webhook.ping";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CloudEvents() {}

    /** @param mark of the installation */
    static String of(LifeCycleEvent event, String mark) {
        ObjectNode json = JSON.createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", event.id());
        json.put("source", "urn:rostrum:" + mark);
        json.put("type", event.type());
        json.put("subject", event.subject());
        json.put("time", event.happened().toString());
        json.put("datacontenttype", "application/json");
        Long conversation = event.conversationId();
        if (conversation != null) {
            json.put("partitionkey", "conversation/" + conversation);
        }
        String account = event.accountId();
        if (account != null) {
            json.put("account", account);
        }
        json.set("data", read(event.data()));
        return json.toString();
    }

    static String ping(Webhook webhook, String id, String mark, Instant now) {
        return of(
                new LifeCycleEvent(
                        id,
                        PING,
                        webhook.accountId(),
                        null,
                        "webhook/" + webhook.id(),
                        now,
                        JSON.createObjectNode().put("name", webhook.name()).toString()),
                mark);
    }

    static String id(String event) {
        return read(event).path("id").asText();
    }

    /** For the audit trail. */
    static String of(Webhook webhook) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", webhook.name());
        json.put("url", webhook.url());
        json.set("types", JSON.valueToTree(webhook.types()));
        json.put("active", webhook.active());
        json.put("offReason", webhook.offReason());
        json.put("version", webhook.version());
        return json.toString();
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("An event is no JSON", broken);
        }
    }
}
