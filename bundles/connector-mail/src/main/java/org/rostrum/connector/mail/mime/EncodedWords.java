package org.rostrum.connector.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Encoded words of headers (RFC 2047), also where they are cut within a character or stand where they must not. */
public final class EncodedWords {
    private static final Pattern WORD = Pattern.compile(
            "=\\?([A-Za-z0-9_:.()+-]{1,60})(?:\\*[A-Za-z0-9-]{1,40})?\\?([bBqQ])\\?([^?]{0,20000})\\?=");

    private EncodedWords() {}

    /** What people see. */
    public static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        String charset = null;
        int last = 0;
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String between = text.substring(last, word.start());
            String next = word.group(1).toLowerCase(Locale.ROOT);
            boolean adjacent = last > 0 && between.isBlank();
            if (charset != null && !(adjacent && next.equals(charset))) {
                flush(pending, charset, decoded);
            }
            if (!adjacent) {
                decoded.append(between);
            }
            pending.writeBytes(bytes(word.group(2), word.group(3)));
            charset = next;
            last = word.end();
        }
        flush(pending, charset, decoded);
        return decoded.append(text, last, text.length()).toString();
    }

    private static void flush(ByteArrayOutputStream pending, @Nullable String charset, StringBuilder into) {
        if (pending.size() > 0) {
            into.append(Charsets.decode(pending.toByteArray(), charset, false));
            pending.reset();
        }
    }

    private static byte[] bytes(String encoding, String word) {
        byte[] ascii = word.getBytes(StandardCharsets.UTF_8);
        return encoding.equalsIgnoreCase("B")
                ? Transfer.base64(ascii, 0, ascii.length, ascii.length)
                : Transfer.quoted(ascii, 0, ascii.length, ascii.length, true);
    }
}
