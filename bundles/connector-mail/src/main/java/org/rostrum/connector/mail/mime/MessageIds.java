package org.rostrum.connector.mail.mime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of mails, without the brackets around them. */
public final class MessageIds {
    /** What stands for a mail that has no name. */
    public static final String DIGEST = "sha256:";

    private static final Pattern ID = Pattern.compile("<([^<>\\p{Cntrl}]{1,2000})>");
    private static final Pattern WRITABLE = Pattern.compile("[!#-;=?-\\[\\]-~]{1,400}");
    private static final int LONGEST = 400;
    private static final int MOST = 200;

    private MessageIds() {}

    /** Those in a header, in their order; one without brackets counts, if it is alone. */
    public static List<String> of(@Nullable String header) {
        List<String> ids = new ArrayList<>();
        if (header == null) {
            return ids;
        }
        Matcher matcher = ID.matcher(header);
        while (matcher.find() && ids.size() < MOST) {
            String id = matcher.group(1).replaceAll("\\s+", "");
            if (!id.isEmpty()) {
                ids.add(bounded(id));
            }
        }
        String alone = header.strip();
        if (ids.isEmpty() && alone.contains("@") && alone.matches("[^\\s<>]{3,2000}")) {
            ids.add(bounded(alone));
        }
        return ids;
    }

    /** Of one that is longer than the archive takes, its digest: the same wherever it is named. */
    private static String bounded(String id) {
        return id.length() <= LONGEST ? id : DIGEST + digest(id.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it can be written into a header, and searched for. */
    public static boolean isWritable(String id) {
        return !id.startsWith(DIGEST) && WRITABLE.matcher(id).matches();
    }

    /** SHA-256 in hexadecimal digits. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
