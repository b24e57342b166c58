package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** Short forms of ids that were seen; joined, they are part of a cursor. */
final class Marks {
    private static final int LENGTH = 6;
    private static final int MOST = 500;

    private final Set<String> marks = new LinkedHashSet<>();

    static Marks of(JsonNode joined) {
        Marks marks = new Marks();
        String text = joined.asText("");
        for (int start = 0; start + LENGTH <= text.length(); start += LENGTH) {
            marks.marks.add(text.substring(start, start + LENGTH));
        }
        return marks;
    }

    boolean has(String id) {
        return marks.contains(mark(id));
    }

    /** What is too much is given again, and the archive keeps it once. */
    void add(String id) {
        if (marks.size() < MOST) {
            marks.add(mark(id));
        }
    }

    String joined() {
        return String.join("", marks);
    }

    private static String mark(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
