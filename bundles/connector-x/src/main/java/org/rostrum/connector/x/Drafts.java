package org.rostrum.connector.x;

import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;

/** Makes of posts what X wants, and refuses what it would refuse. */
final class Drafts {
    static final int MOST_PARTS = 25;

    private static final Pattern NEXT_PART = Pattern.compile("(?m)^[ \\t]*---[ \\t]*$");
    private static final Pattern CASHTAG =
            Pattern.compile("(?<![\\p{L}\\p{N}_$])\\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?![\\p{L}\\p{N}_])");

    private final XSettings settings;

    Drafts(XSettings settings) {
        this.settings = settings;
    }

    Draft of(Post post) throws DeliveryException {
        if (post.visibility() != Post.Visibility.PUBLIC) {
            throw rejected("X shows posts to everybody who may see the account. Choose the visibility PUBLIC.");
        }
        String asked = post.inReplyTo();
        String inReplyTo = asked == null ? null : idOf(asked);
        URI link = post.link();
        String quoted = link == null || !settings.isEnterprise() ? null : Addresses.post(link.toString());
        if (quoted != null && !post.media().isEmpty()) {
            throw rejected("X takes either a quote or media in a post. Leave one of them out.");
        }
        List<String> parts = new ArrayList<>();
        for (String part :
                NEXT_PART.split(Normalizer.normalize(post.text().replace("\r\n", "\n"), Normalizer.Form.NFC), -1)) {
            parts.add(part.strip());
        }
        if (link != null && quoted == null && !post.text().contains(link.toString())) {
            int last = parts.size() - 1;
            parts.set(last, (parts.get(last) + "\n\n" + link).strip());
        }
        check(parts, quoted != null || !post.media().isEmpty());
        return new Draft(parts, inReplyTo, quoted);
    }

    private static String idOf(String asked) throws DeliveryException {
        if (asked.startsWith(PostReader.MESSAGE)) {
            throw rejected("What it answers was said in private. Answer in private, too: visibility DIRECT, with its"
                    + " author as recipient.");
        }
        String id = Snowflake.isId(asked) ? asked : Addresses.post(asked);
        if (id == null) {
            throw rejected("\"" + asked + "\" is no post of X.");
        }
        return id;
    }

    private void check(List<String> parts, boolean mayBeEmpty) throws DeliveryException {
        if (parts.size() > MOST_PARTS) {
            throw rejected("The thread has " + parts.size() + " parts; " + MOST_PARTS + " are possible.");
        }
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String which = parts.size() == 1 ? "The text" : "Part " + (i + 1) + " of the thread";
            if (part.isEmpty() && !(mayBeEmpty && i == 0)) {
                throw rejected(which + " is empty.");
            }
            int length = TextLength.of(part);
            if (length > XKind.TEXT.most()) {
                throw rejected(which + " has the length " + length + ", as X counts it; " + XKind.TEXT.most()
                        + " are possible. Shorten it, or make a thread of it: a line of --- begins the next part.");
            }
            if (!settings.isEnterprise() && CASHTAG.matcher(part).results().count() > 1) {
                throw rejected(which + " has several cashtags; X lets programs use one in a post.");
            }
        }
    }

    static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }

    /** Who may answer; null for everyone, and for answers, where what they answer decides. */
    @Nullable
    String replySettings(Draft draft) {
        return draft.inReplyTo() != null || settings.replySettings().equals(XSettings.EVERYONE)
                ? null
                : settings.replySettings();
    }
}
