package org.rostrum.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * Looks through all texts of a document, wherever they stand, for what JSON can write but not every database can keep: NUL,
 * and one half of a surrogate pair, which is no character and cannot be written in UTF-8.
 */
final class JsonStrings {
    private JsonStrings() {}

    /**
     * @throws Problem INVALID with the field that holds it
     * @throws IOException when the text is no JSON, as when it is read for good
     */
    static void check(ObjectMapper mapper, byte[] document) throws IOException {
        try (JsonParser parser = mapper.getFactory().createParser(document)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                    String text = parser.getText();
                    String found = mistake(text);
                    if (found != null) {
                        boolean isName = token == JsonToken.FIELD_NAME;
                        JsonStreamContext at = parser.getParsingContext();
                        throw Problem.invalid(
                                path(isName ? at.getParent() : at),
                                (isName ? "A name in it holds " : "It holds ") + found + ".",
                                "Leave it out.");
                    }
                }
            }
        }
    }

    private static @Nullable String mistake(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '\0') {
                return "the character NUL";
            }
            if (Character.isHighSurrogate(one)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(one)) {
                return "half of a surrogate pair";
            }
        }
        return null;
    }

    /** Such as {@code settings.url} or {@code recipients[2]}; "body" for the document itself. */
    private static String path(@Nullable JsonStreamContext innermost) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext at = innermost; at != null && !at.inRoot(); at = at.getParent()) {
            String step = at.inArray()
                    ? "[" + at.getCurrentIndex() + "]"
                    : JsonMistakes.shorten(String.valueOf(at.getCurrentName()));
            boolean joined = path.isEmpty() || path.charAt(0) == '[';
            path.insert(0, joined ? step : step + ".");
        }
        return path.isEmpty() ? "body" : path.toString();
    }
}
