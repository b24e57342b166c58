package org.rostrum.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Attachment;
import org.rostrum.spi.text.PlainText;

/** What is special about ActivityStreams 2.0: activities hold what is said, texts are HTML, and may come by language. */
final class ActivityStreams {
    private static final String CONTEXT = "https://www.w3.org/ns/activitystreams";
    private static final Set<String> SAYING = Set.of("Create", "Update");
    private static final Set<String> DOING = Set.of(
            "Accept",
            "Add",
            "Announce",
            "Arrive",
            "Block",
            "Delete",
            "Dislike",
            "Flag",
            "Follow",
            "Ignore",
            "Invite",
            "Join",
            "Leave",
            "Like",
            "Listen",
            "Move",
            "Offer",
            "Read",
            "Reject",
            "Remove",
            "TentativeAccept",
            "TentativeReject",
            "Travel",
            "Undo",
            "View");
    private static final int LONGEST_DESCRIPTION = 10_000;

    private ActivityStreams() {}

    /** An activity that says nothing, such as Like: there is no message in it. */
    static boolean saysNothing(JsonNode node) {
        return isActivity(node, DOING);
    }

    private static boolean isActivity(JsonNode node, Set<String> types) {
        return types.contains(node.path("type").asText()) && node.has("actor") && node.has("object");
    }

    /** What is said, and then the activity; only the node itself where it is no activity. */
    static List<JsonNode> unwrapped(JsonNode node) {
        return isActivity(node, SAYING) && node.path("object").isObject()
                ? List.of(inOneLanguage(node.path("object")), node)
                : List.of(inOneLanguage(node));
    }

    /** Has the text and its language where they are looked for. */
    private static JsonNode inOneLanguage(JsonNode object) {
        JsonNode texts = object.path("contentMap");
        if (!texts.isObject() || texts.isEmpty()) {
            return object;
        }
        Map.Entry<String, JsonNode> first = texts.properties().iterator().next();
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.setAll((ObjectNode) object);
        boolean chosen = !object.hasNonNull("content");
        if (chosen) {
            whole.set("content", first.getValue());
        }
        if ((chosen || texts.size() == 1) && !object.hasNonNull("language")) {
            whole.put("language", first.getKey());
        }
        return whole;
    }

    /** Whether the text is HTML: what is said without a media type is, where it is of ActivityStreams at all. */
    static boolean isHtml(List<JsonNode> own, List<JsonNode> around) {
        for (JsonNode scope : own) {
            if (scope.path("mediaType").isTextual()) {
                return scope.path("mediaType").asText().toLowerCase(Locale.ROOT).startsWith("text/html");
            }
        }
        return around.stream().anyMatch(scope -> isActivity(scope, SAYING) || hasContext(scope.path("@context")));
    }

    private static boolean hasContext(JsonNode context) {
        if (context.isArray()) {
            for (JsonNode one : context) {
                if (one.asText().equals(CONTEXT)) {
                    return true;
                }
            }
        }
        return context.asText().equals(CONTEXT);
    }

    /** What is attached; what has no address is left out. */
    static List<Attachment> attachments(List<JsonNode> own) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode scope : own) {
            JsonNode attached = scope.path("attachment");
            if (attached.isArray()) {
                attached.forEach(one -> add(one, attachments));
            } else {
                add(attached, attachments);
            }
        }
        return attachments;
    }

    private static void add(JsonNode attached, List<Attachment> into) {
        String url =
                attached.path(attached.path("url").isTextual() ? "url" : "href").asText();
        URI address = address(url);
        if (address == null || into.size() >= Activity.MAX_ATTACHMENTS) {
            return;
        }
        String type = PlainText.line(attached.path("mediaType").asText());
        String description = PlainText.clean(attached.path("name").asText());
        into.add(new Attachment(
                address,
                type.isEmpty() || type.length() > 128 ? null : type,
                description.isEmpty() || description.length() > LONGEST_DESCRIPTION ? null : description));
    }

    /** An address on the Web; null when it is none that could be kept. */
    static @Nullable URI address(String text) {
        if (text.length() > 4096) {
            return null;
        }
        try {
            URI address = new URI(text.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || scheme.equals("http")) && address.getHost() != null ? address : null;
        } catch (URISyntaxException none) {
            return null;
        }
    }
}
