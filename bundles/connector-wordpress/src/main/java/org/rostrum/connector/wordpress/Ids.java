package org.rostrum.connector.wordpress;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Ids of a site's posts and comments as the archive has them, and short digests. */
final class Ids {
    private static final Pattern ID = Pattern.compile("(post|comment)-(\\d{1,18})");

    private Ids() {}

    /** A post or a page, or a comment. */
    record Thing(boolean isPost, long number) {
        @Override
        public String toString() {
            return isPost ? post(number) : comment(number);
        }
    }

    static String post(long number) {
        return "post-" + number;
    }

    static String comment(long number) {
        return "comment-" + number;
    }

    /** Edits are activities of their own, about the same thing. */
    static String edited(String id, String version) {
        return id + "/edited/" + version;
    }

    /** What an id, or that of an edit, is about. */
    static Thing read(String id) throws DeliveryException {
        Matcher matcher = ID.matcher(id.replaceFirst("/edited/.*$", ""));
        if (!matcher.matches()) {
            throw new DeliveryException(
                    FailureCategory.REJECTED, "\"" + id + "\" is no post or comment of a WordPress site.", null);
        }
        return new Thing(matcher.group(1).equals("post"), Long.parseLong(matcher.group(2)));
    }

    /** Of so many hexadecimal digits. */
    static String hex(String text, int digits) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, digits);
    }

    /** Six signs, for comparing. */
    static String mark(String text) {
        return Base64.getUrlEncoder().encodeToString(sha256(text)).substring(0, 6);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
