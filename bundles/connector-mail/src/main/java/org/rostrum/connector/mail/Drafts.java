package org.rostrum.connector.mail;

import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.text.PlainText;

/** Makes letters of posts. */
final class Drafts {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final int LONGEST_SUBJECT_OF_A_TEXT = 70;

    private Drafts() {}

    /** Refuses what no mail can be, before anybody is asked. */
    static void check(Post post) throws DeliveryException {
        if (post.recipient() == null && post.inReplyTo() == null) {
            throw new DeliveryException(
                    FailureCategory.UNSUPPORTED, "A mail is an answer or has a recipient; nothing is published.", null);
        }
        if (post.visibility() == Post.Visibility.FOLLOWERS || post.visibility() == Post.Visibility.UNLISTED) {
            throw Originals.rejected("A mail is seen by those who get it, and by nobody else.");
        }
        PostLimits.TextLimit limit = MailKind.LIMITS.text();
        if (limit != null && limit.length(post.text()) > limit.most()) {
            throw Originals.rejected("The text has " + limit.length(post.text()) + " characters; " + limit.most()
                    + " are possible. Shorten it.");
        }
        if (post.media().size() > MailKind.LIMITS.mostMedia()) {
            throw Originals.rejected("More than " + MailKind.LIMITS.mostMedia() + " attachments. Leave some out.");
        }
        long bytes = 0;
        for (Media media : post.media()) {
            bytes += media.bytes();
            if (MailKind.LIMITS.media().stream().noneMatch(one -> one.covers(media.mediaType()))) {
                throw Originals.rejected("Attachments of the kind " + PlainText.line(media.mediaType())
                        + " are not sent (" + media.name() + ").");
            }
        }
        if (bytes > MailKind.MOST_BYTES) {
            throw Originals.rejected("The attachments have " + bytes + " bytes together; " + MailKind.MOST_BYTES
                    + " are possible. Leave some out.");
        }
    }

    /** Looks up what is answered; its author says who gets the answer, and nobody else. */
    static Letter letter(Post post, MailSettings settings, String id, Originals originals, Instant now)
            throws DeliveryException {
        String answered = post.inReplyTo();
        String recipient = post.recipient();
        List<InternetAddress> to;
        String subject;
        List<String> references = List.of();
        if (answered != null) {
            Originals.Original original = originals.find(answered);
            to = original.to();
            subject = original.subject();
            references = original.references();
            if (recipient != null
                    && to.stream().noneMatch(one -> one.getAddress().equalsIgnoreCase(recipient.strip()))) {
                throw Originals.rejected("The mail that it answers wants answers to be sent elsewhere than to \""
                        + PlainText.line(recipient) + "\".");
            }
        } else {
            to = List.of(Originals.recipient(String.valueOf(recipient), null));
            subject = subject(post);
        }
        String language = post.language();
        return new Letter(
                id,
                settings.address(),
                to,
                subject,
                now,
                references,
                language != null && LANGUAGE.matcher(language).matches() ? language : "",
                post.link() == null ? post.text() : post.text() + "\n\n" + post.link(),
                post.media());
    }

    private static String subject(Post post) {
        if (post.title() != null && !post.title().isBlank()) {
            return post.title();
        }
        String first = PlainText.clean(post.text()).lines().findFirst().orElse("");
        return first.length() <= LONGEST_SUBJECT_OF_A_TEXT
                ? first
                : PlainText.line(first.substring(0, LONGEST_SUBJECT_OF_A_TEXT)) + "…";
    }
}
