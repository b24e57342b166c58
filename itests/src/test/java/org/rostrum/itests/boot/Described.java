package org.rostrum.itests.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The operations that a running server describes, with input that fits what it says of them. */
final class Described {
    static final String ROOT = "/api/v1";

    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");
    private static final int DEEPEST = 4;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();

    private Described(JsonNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> VERBS.contains(entry.getKey()))
                .forEach(entry -> operations.add(new Operation(
                        entry.getValue().path("operationId").asText(),
                        entry.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        entry.getValue()))));
    }

    static Described by(Api api) {
        return new Described(
                api.get(Api.Caller.NOBODY, ROOT + "/openapi.json").expect(200).json());
    }

    /** One operation; {@code description} is what the document has of it. */
    record Operation(String id, String method, String template, JsonNode description) {
        boolean namesAThing() {
            return template.contains("{");
        }

        /** The first segment of the path: accounts, users … */
        String kind() {
            return template.split("/", -1)[1];
        }

        /** The address with this for every parameter of the path, and what the query must have. */
        String path(String thing) {
            StringBuilder path = new StringBuilder(ROOT)
                    .append(template.replaceAll("\\{format}", "csv").replaceAll("\\{[^}]*}", thing));
            String separator = "?";
            for (JsonNode parameter : description.path("parameters")) {
                if (parameter.path("in").asText().equals("query")
                        && parameter.path("required").asBoolean()) {
                    path.append(separator)
                            .append(parameter.path("name").asText())
                            .append("=none");
                    separator = "&";
                }
            }
            return path.toString();
        }

        boolean takesJson() {
            return description.at("/requestBody/content").has("application/json");
        }

        boolean takesAnything() {
            return description.has("requestBody");
        }

        List<String> queries() {
            List<String> names = new ArrayList<>();
            for (JsonNode parameter : description.path("parameters")) {
                if (parameter.path("in").asText().equals("query")) {
                    names.add(parameter.path("name").asText());
                }
            }
            return names;
        }

        @Override
        public String toString() {
            return id + ": " + method + " " + template;
        }
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** What the body of the operation may hold. */
    Set<String> input(Operation operation) {
        return properties(inputSchema(operation));
    }

    /** What answers tell of things of this kind, read-only properties included. */
    Set<String> told(Operation operation) {
        Set<String> told = new TreeSet<>();
        for (Operation other : operations) {
            if (other.kind().equals(operation.kind())) {
                for (JsonNode response : other.description().path("responses")) {
                    JsonNode schema = resolved(response.at("/content/application~1json/schema"));
                    told.addAll(properties(schema));
                    told.addAll(properties(resolved(schema.at("/properties/items/items"))));
                }
            }
        }
        return told;
    }

    private JsonNode inputSchema(Operation operation) {
        return resolved(operation.description().at("/requestBody/content/application~1json/schema"));
    }

    private static Set<String> properties(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    /** A body with all that it must have, in the right shape. */
    ObjectNode body(Operation operation) {
        JsonNode schema = inputSchema(operation);
        ObjectNode body = JSON.createObjectNode();
        for (JsonNode name : schema.path("required")) {
            body.set(name.asText(), sample(schema.path("properties").path(name.asText()), 0));
        }
        return body;
    }

    private JsonNode sample(JsonNode reference, int depth) {
        JsonNode schema = resolved(reference);
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        return switch (schema.path("type").asText("string")) {
            case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(false);
            case "array" -> array(schema, depth);
            case "object" -> {
                ObjectNode object = JSON.createObjectNode();
                if (depth < DEEPEST) {
                    for (JsonNode name : schema.path("required")) {
                        object.set(
                                name.asText(), sample(schema.path("properties").path(name.asText()), depth + 1));
                    }
                }
                yield object;
            }
            default -> JSON.getNodeFactory()
                    .textNode(schema.path("format").asText().equals("date-time") ? "2026-01-01T00:00:00Z" : "none");
        };
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.createArrayNode();
        return depth < DEEPEST ? array.add(sample(schema.path("items"), depth + 1)) : array;
    }

    /** Every text that the body may hold, by the path to it: what is put into each can be watched for. */
    List<Map.Entry<String, ObjectNode>> withText(Operation operation, String text) {
        List<Map.Entry<String, ObjectNode>> bodies = new ArrayList<>();
        JsonNode schema = inputSchema(operation);
        schema.path("properties").properties().forEach(property -> {
            JsonNode type = resolved(property.getValue());
            if (type.path("type").asText("string").equals("string")) {
                ObjectNode body = body(operation);
                body.put(property.getKey(), text);
                bodies.add(Map.entry(property.getKey(), body));
            }
        });
        return bodies;
    }

    static Api.@Nullable Body send(ObjectNode body) {
        return new Api.Body("application/json", body.toString());
    }
}
