package org.rostrum.audit;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes text fit for a trail that must never refuse an entry: what a database cannot hold (NUL, halves of surrogate
 * pairs) becomes a replacement character, what is too long is cut.
 */
final class AuditText {
    private AuditText() {}

    static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // the round trip turns lone surrogates into question marks
        return new String(text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** @param max most UTF-16 units of the result, at least 2 */
    static String clean(String text, int max) {
        String shortened = text;
        if (text.length() > max) {
            int end = max - 1;
            if (Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            shortened = text.substring(0, end) + "…";
        }
        String cleaned = clean(shortened);
        return cleaned == null ? "" : cleaned;
    }
}
