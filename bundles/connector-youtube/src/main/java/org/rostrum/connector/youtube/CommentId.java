package org.rostrum.connector.youtube;

import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Ids of YouTube: of videos, of first comments, and of answers, which begin with the id of what they answer and a full stop. */
final class CommentId {
    private static final Pattern VIDEO = Pattern.compile("[A-Za-z0-9_-]{11}");
    private static final Pattern COMMENT = Pattern.compile("[A-Za-z0-9_-]{12,200}(\\.[A-Za-z0-9_-]{1,200})?");

    private CommentId() {}

    static boolean isVideo(String id) {
        return VIDEO.matcher(id).matches();
    }

    static boolean isComment(String id) {
        return COMMENT.matcher(id).matches();
    }

    static boolean isAnswer(String id) {
        return isComment(id) && id.indexOf('.') > 0;
    }

    /** Of the first comment of the thread that a comment is in; threads have the same ids. */
    static String thread(String id) {
        int stop = id.indexOf('.');
        return stop < 0 ? id : id.substring(0, stop);
    }

    static DeliveryException none(String id) {
        return new DeliveryException(
                FailureCategory.REJECTED, "\"" + id + "\" is neither a video nor a comment of YouTube.", null);
    }
}
