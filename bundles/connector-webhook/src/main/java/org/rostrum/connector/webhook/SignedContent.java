package org.rostrum.connector.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.api.problem.Problem;

/**
 * What a signature is made of: texts and places in their order.
 *
 * @param parts places among {@link #PLACES} have an empty text
 */
record SignedContent(List<Part> parts) {
    static final String BODY = "body";
    static final String TIMESTAMP = "timestamp";
    static final String ID = "id";

    private static final Set<String> PLACES = Set.of(BODY, TIMESTAMP, ID);
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)\\}");

    /** Either a text, or a place that the call fills. */
    record Part(String text, String place) {}

    SignedContent {
        parts = List.copyOf(parts);
    }

    /** @throws Problem naming the setting {@code signedContent} */
    static SignedContent of(String template) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACE.matcher(template);
        int end = 0;
        while (matcher.find()) {
            String place = matcher.group(1);
            if (!PLACES.contains(place)
                    || parts.stream().anyMatch(part -> part.place().equals(place))) {
                throw wrong("It has a place that there is not, or one place twice.");
            }
            if (matcher.start() == end && end > 0) {
                throw wrong("Two places touch each other: what belongs to which could be shifted.");
            }
            text(template.substring(end, matcher.start()), parts);
            parts.add(new Part("", place));
            end = matcher.end();
        }
        text(template.substring(end), parts);
        if (parts.stream().noneMatch(part -> part.place().equals(BODY))) {
            throw wrong("It does not hold {body}: anybody could change the body.");
        }
        return new SignedContent(parts);
    }

    private static void text(String text, List<Part> parts) {
        if (text.length() > 100 || text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw wrong("It has a brace that belongs to no place, or a text of more than 100 characters.");
        }
        if (!text.isEmpty()) {
            parts.add(new Part(text, ""));
        }
    }

    private static Problem wrong(String detail) {
        return Problem.invalid(
                "signedContent",
                detail,
                "Give it as the sender makes it, of {body}, {timestamp} and {id}, such as {body} or v0:{timestamp}:{body}.");
    }

    boolean holds(String place) {
        return parts.stream().anyMatch(part -> part.place().equals(place));
    }
}
