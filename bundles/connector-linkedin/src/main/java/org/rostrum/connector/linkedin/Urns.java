package org.rostrum.connector.linkedin;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** URNs of LinkedIn: of posts, and of comments, which consist of that of their thread and a number. */
final class Urns {
    private static final Pattern POST = Pattern.compile("urn:li:(share|ugcPost|activity):[0-9]{1,30}");
    private static final Pattern COMMENT =
            Pattern.compile("urn:li:comment:\\(((?:urn:li:)?(?:activity|share|ugcPost):[0-9]{1,30}),([0-9]{1,30})\\)");

    private static final String PAGE = "https://www.linkedin.com/feed/update/";

    private Urns() {}

    static boolean isPost(String urn) {
        return POST.matcher(urn).matches();
    }

    static boolean isComment(String urn) {
        return COMMENT.matcher(urn).matches();
    }

    /** As it is written in one place; LinkedIn leaves parts out in others. */
    static String whole(String urn) {
        Matcher matcher = COMMENT.matcher(urn);
        if (!matcher.matches()) {
            return urn;
        }
        String thread = matcher.group(1);
        return "urn:li:comment:(" + (thread.startsWith("urn:li:") ? thread : "urn:li:" + thread) + ","
                + matcher.group(2) + ")";
    }

    /** What a comment is below; the URN itself when it is none of a comment. */
    static String thread(String comment) {
        Matcher matcher = COMMENT.matcher(whole(comment));
        return matcher.matches() ? matcher.group(1) : comment;
    }

    /** The number of a comment within its thread. */
    static String number(String comment) {
        Matcher matcher = COMMENT.matcher(comment);
        return matcher.matches() ? matcher.group(2) : "";
    }

    static String comment(String thread, String number) {
        return "urn:li:comment:(" + thread + "," + number + ")";
    }

    /** Where people see it; null when nowhere. */
    static @Nullable URI page(String urn) {
        if (isPost(urn)) {
            return URI.create(PAGE + urn + "/");
        }
        return isComment(urn)
                ? URI.create(PAGE + thread(urn) + "/?commentUrn=" + org.rostrum.spi.http.HttpCall.encode(whole(urn)))
                : null;
    }

    static DeliveryException none(String urn) {
        return new DeliveryException(
                FailureCategory.REJECTED, "\"" + urn + "\" is neither a post nor a comment of LinkedIn.", null);
    }
}
