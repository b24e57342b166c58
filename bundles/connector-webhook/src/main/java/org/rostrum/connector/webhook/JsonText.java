package org.rostrum.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON that can be stored anywhere: halves of characters, of texts that were cut in the middle of one, stay as escapes. */
final class JsonText {
    private JsonText() {}

    static String of(JsonNode node) {
        String text = node.toString();
        StringBuilder whole = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (!Character.isSurrogate(one)) {
                whole.append(one);
            } else if (Character.isHighSurrogate(one)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                whole.append(one).append(text.charAt(++i));
            } else {
                whole.append("\\u").append(Integer.toHexString(one));
            }
        }
        return whole.toString();
    }
}
