package org.rostrum.api.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/** Versions of single things as HTTP entity tags: {@code ETag: "7"} out, {@code If-Match: "7"} in. */
public final class EntityTags {
    // W/ and -gzip are what proxies that compress make of our tags
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})(?:-gzip)?\"");

    private EntityTags() {}

    /** The value of the {@code ETag} header for a version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version the caller has seen, to be handed to the service as the expected one.
     *
     * @param ifMatch value of the {@code If-Match} header; null when it was not sent
     * @throws Problem PRECONDITION_REQUIRED without the header, INVALID when it is not one tag of ours
     */
    public static long expectedVersion(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(Problem.Kind.PRECONDITION_REQUIRED, "A change must say which version it is based on.")
                    .withField("If-Match")
                    .withRemedy("Read the thing first and send the value of its ETag header as If-Match.");
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw Problem.invalid(
                    "If-Match",
                    "The header is not an entity tag of this server.",
                    "Send the value of the ETag header as it was received, with its quotes, such as \"7\".");
        }
        return Long.parseLong(tag.group(1));
    }

    /** The problem to throw when the thing has another version than the caller expected. */
    public static Problem stale(long expected, long current) {
        return Problem.of(
                        Problem.Kind.PRECONDITION_FAILED,
                        "It was changed meanwhile: version " + expected + " was expected, it has version " + current
                                + ".")
                .withField("If-Match")
                .withRemedy("Read it again, apply the change to what is there now, and send the new ETag.");
    }
}
