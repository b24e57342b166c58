package org.rostrum.connector.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.connector.file.records.RawRecord;
import org.rostrum.connector.file.records.RejectedRecord;

/** Understands the JSON of one record: strictly, since a guess about a broken record would be stored for ever. */
public final class Json {
    private static final int MAX_DEPTH = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE) // the record itself is bounded
                    .build())
            // a file with a million different names must not fill tables that live as long as the server
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** @throws RejectedRecord when it is not one JSON object */
    public static JsonNode object(String text, RawRecord raw) throws RejectedRecord {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new RejectedRecord(null, "Not valid JSON: " + reason(broken) + place(broken.getLocation(), raw));
        }
        if (!node.isObject()) {
            throw new RejectedRecord(null, "A JSON object was expected here, not " + words(node.getNodeType()) + ".");
        }
        return node;
    }

    /**
     * The elements of a list, or the single object, each as the text it is in the record.
     *
     * @param member of the record's object
     */
    public static List<String> slices(String text, String member) throws RejectedRecord {
        List<String> slices = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(member);
                JsonToken value = parser.nextToken();
                if (wanted && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        slices.add(slice(text, parser));
                    }
                } else if (wanted) {
                    slices.add(slice(text, parser));
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException broken) {
            throw new RejectedRecord(null, "Not valid JSON: " + broken.getMessage());
        }
        return slices;
    }

    private static String slice(String text, JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }

    /** Jackson's words without what only a programmer understands. */
    private static String reason(JsonProcessingException broken) {
        String message = String.valueOf(broken.getOriginalMessage());
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    private static String place(@Nullable JsonLocation location, RawRecord raw) {
        if (location == null) {
            return ".";
        }
        long line = raw.start().line() + location.getLineNr() - 1;
        long column =
                location.getLineNr() == 1 ? raw.start().column() + location.getColumnNr() - 1 : location.getColumnNr();
        return " (line " + line + ", column " + column + ").";
    }

    private static String words(JsonNodeType type) {
        return switch (type) {
            case ARRAY -> "a list";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a number";
            case STRING -> "a text";
            case NULL -> "null";
            case MISSING -> "nothing";
            case BINARY, OBJECT, POJO -> "this";
        };
    }
}
