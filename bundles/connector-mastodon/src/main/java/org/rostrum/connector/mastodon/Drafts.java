package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.http.HttpAddress;

/**
 * Makes of posts what the network wants. Whoever is answered or written to must be named in the text: only those who are named
 * are told of it, and only they can read what is private.
 */
final class Drafts {
    private final Instance instance;
    private final Profile profile;
    private final Statuses statuses;

    Drafts(Instance instance, Profile profile, Statuses statuses) {
        this.instance = instance;
        this.profile = profile;
        this.statuses = statuses;
    }

    Draft of(Post post) throws DeliveryException {
        Instance.Facts facts = instance.facts();
        String text = withLink(post);
        requireLength(text, facts);
        JsonNode parent = parent(post);
        String name = addressee(post, parent);
        if (name != null) {
            Set<String> home = home(facts);
            Set<String> named = Mentions.of(text, home);
            String wanted = Mentions.of("@" + name, home).stream().findFirst().orElse(name);
            if (post.visibility() == Post.Visibility.DIRECT) {
                requireNobodyElse(named, wanted);
            }
            if (!named.contains(wanted)) {
                text = ("@" + name + " " + text).strip();
                requireLength(text, facts);
            }
        }
        return new Draft(
                text,
                visibility(post),
                parent == null ? null : parent.path("id").asText());
    }

    private static String withLink(Post post) {
        String text = post.text();
        String link = post.link() == null ? "" : post.link().toString();
        return link.isEmpty() || text.contains(link) ? text : (text + "\n\n" + link).strip();
    }

    private static void requireLength(String text, Instance.Facts facts) throws DeliveryException {
        int length = facts.text().length(Mentions.withoutHosts(text));
        if (length > facts.text().most()) {
            throw rejected("The text has " + length + " characters, with those it speaks to and its link; "
                    + facts.text().most() + " are possible. Shorten it.");
        }
    }

    private @Nullable JsonNode parent(Post post) throws DeliveryException {
        String asked = post.inReplyTo();
        if (asked == null) {
            return null;
        }
        JsonNode parent = statuses.find(asked)
                .orElseThrow(() -> rejected("What it answers is not there any more: " + asked + "."));
        if (parent.path("visibility").asText().equals(Draft.DIRECT) && post.visibility() != Post.Visibility.DIRECT) {
            throw rejected("What it answers was said in private. Answer in private, too: visibility DIRECT, with its"
                    + " author as recipient.");
        }
        return parent;
    }

    /** Whom the text must name; null for nobody. */
    private @Nullable String addressee(Post post, @Nullable JsonNode parent) throws DeliveryException {
        String recipient = post.recipient();
        if (recipient != null) {
            if (HttpAddress.link(recipient) == null) {
                throw rejected("\"" + recipient + "\" is nobody of this network.");
            }
            return profile.nameOf(recipient)
                    .orElseThrow(() -> rejected("Nobody on the network has the id " + recipient + "."));
        }
        if (parent == null) {
            return null;
        }
        JsonNode author = parent.path("account");
        boolean ourselves = author.path("id").asText().equals(profile.me().id());
        return ourselves ? null : author.path("acct").asText().toLowerCase(Locale.ROOT);
    }

    private static void requireNobodyElse(Set<String> named, String wanted) throws DeliveryException {
        Set<String> others = new HashSet<>(named);
        others.remove(wanted);
        if (!others.isEmpty()) {
            throw rejected("Everybody who is named in a private message can read it: @" + String.join(", @", others)
                    + ". Leave out the @ of others.");
        }
    }

    /** People name the server by its address or by the domain of its accounts, which may be another. */
    private Set<String> home(Instance.Facts facts) throws DeliveryException {
        Set<String> home = new HashSet<>();
        home.add(profile.me().home().toLowerCase(Locale.ROOT));
        home.add(facts.domain());
        return home;
    }

    private static String visibility(Post post) {
        return switch (post.visibility()) {
            case PUBLIC -> "public";
            case UNLISTED -> "unlisted";
            case FOLLOWERS -> "private";
            case DIRECT -> Draft.DIRECT;
        };
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
