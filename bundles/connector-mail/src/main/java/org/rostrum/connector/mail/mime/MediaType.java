package org.rostrum.connector.mail.mime;

import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.text.PlainText;

/**
 * What a part says that it is, as far as that can be understood.
 *
 * @param type such as {@code text/plain}, in lower case
 * @param boundary between the parts of a multipart; null when there is none
 * @param charset as declared
 * @param report of a multipart/report, in lower case
 * @param attached whether it says that it is an attachment
 * @param name of its file; null when it has none
 */
record MediaType(
        String type,
        @Nullable String boundary,
        @Nullable String charset,
        String report,
        boolean attached,
        @Nullable String name) {
    private static final Pattern LOOSE_TYPE = Pattern.compile("\\s*([A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,100})");
    private static final Pattern LOOSE_BOUNDARY =
            Pattern.compile("(?i)boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
    private static final Pattern LOOSE_CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([A-Za-z0-9_:.-]{1,60})");
    private static final int LONGEST_NAME = 200;

    static MediaType of(Headers headers, String otherwise) {
        String disposition = headers.raw("content-disposition");
        String attachedName = null;
        boolean attached = false;
        if (disposition != null) {
            attached = disposition.strip().toLowerCase(Locale.ROOT).startsWith("attachment");
            try {
                attachedName = new ContentDisposition(disposition).getParameter("filename");
            } catch (ParseException strange) {
                // then it has none
            }
        }
        String declared = headers.raw("content-type");
        if (declared == null || declared.isBlank()) {
            return new MediaType(otherwise, null, null, "", attached, name(attachedName));
        }
        try {
            ContentType type = new ContentType(declared);
            String report = type.getParameter("report-type");
            String name = attachedName == null ? type.getParameter("name") : attachedName;
            return new MediaType(
                    bounded(type.getBaseType()),
                    type.getParameter("boundary"),
                    type.getParameter("charset"),
                    report == null ? "" : report.toLowerCase(Locale.ROOT),
                    attached,
                    name(name));
        } catch (ParseException strange) {
            Matcher type = LOOSE_TYPE.matcher(declared);
            return new MediaType(
                    type.lookingAt() ? type.group(1).toLowerCase(Locale.ROOT) : "application/octet-stream",
                    found(LOOSE_BOUNDARY, declared),
                    found(LOOSE_CHARSET, declared),
                    "",
                    attached,
                    name(attachedName));
        }
    }

    private static String bounded(String type) {
        return type.length() <= 128 ? type.toLowerCase(Locale.ROOT) : "application/octet-stream";
    }

    private static @Nullable String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        String first = matcher.group(1);
        return first == null && matcher.groupCount() > 1 ? matcher.group(2) : first;
    }

    private static @Nullable String name(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        String name = PlainText.line(EncodedWords.decode(raw)).replaceAll("[/\\\\]", "_");
        if (name.isEmpty()) {
            return null;
        }
        return name.length() <= LONGEST_NAME ? name : PlainText.line(name.substring(0, LONGEST_NAME)) + "…";
    }

    boolean isMultipart() {
        return type.startsWith("multipart/") && boundary != null && !boundary.isBlank();
    }
}
