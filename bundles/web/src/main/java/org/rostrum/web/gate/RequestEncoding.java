package org.rostrum.web.gate;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * Refuses what cannot be read, before CXF fails with it and before any filter of JAX-RS: a body in an unknown charset, or JSON
 * in one that is not Unicode; a query with percent signs that encode nothing.
 */
public final class RequestEncoding {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^;\"]*)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BROKEN = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern JSON = Pattern.compile("^\\s*[^;]*[/+]json\\s*;", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNICODE = Pattern.compile("utf-?(8|16|32).*|us-ascii", Pattern.CASE_INSENSITIVE);

    private RequestEncoding() {}

    /**
     * @param contentType as it was sent; the container's own reading fails with an unknown charset
     * @throws Problem UNSUPPORTED_MEDIA_TYPE or INVALID
     */
    public static void check(@Nullable String contentType, @Nullable String query) {
        checkCharset(contentType);
        if (query != null && BROKEN.matcher(query).find()) {
            throw Problem.invalid(
                    "query",
                    "The query cannot be read: a percent sign is not followed by two hexadecimal digits.",
                    "Write a percent sign as %25.");
        }
    }

    private static void checkCharset(@Nullable String contentType) {
        Matcher matcher = CHARSET.matcher(contentType == null ? "" : contentType);
        if (contentType == null || !matcher.find()) {
            return;
        }
        String charset = matcher.group(1).strip();
        boolean json = JSON.matcher(contentType).find();
        if (!isKnown(charset) || (json && !UNICODE.matcher(charset).matches())) {
            String shown = charset.length() <= 50 ? charset : charset.substring(0, 50) + "…";
            throw Problem.of(
                            Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
                            "The charset \"" + shown + "\" of the Content-Type cannot be read here.")
                    .withField("Content-Type")
                    .withRemedy("Send UTF-8, and leave the charset out or call it utf-8.");
        }
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalCharsetNameException none) {
            return false;
        }
    }
}
