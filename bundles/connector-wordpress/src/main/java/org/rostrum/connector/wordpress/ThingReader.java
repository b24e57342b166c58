package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes activities of posts and comments. */
final class ThingReader {
    private static final Logger LOG = LoggerFactory.getLogger(ThingReader.class);
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int DIGEST = 32;

    private final Site.Interface site;

    ThingReader(Site.Interface site) {
        this.site = site;
    }

    /** A post of the site; empty, and noted in the log, when it breaks a bound of the archive. */
    Optional<Activity> post(JsonNode post) {
        String id = Ids.post(post.path("id").asLong());
        return read(id, () -> post(id, post, published(post)).build());
    }

    /** What became of a post by editing it. */
    Optional<Activity> editedPost(JsonNode post) {
        String id = Ids.post(post.path("id").asLong());
        Instant when = WordpressApi.time(post, "modified_gmt");
        return read(id, () -> post(
                        Ids.edited(id, post.path("modified_gmt").asText()), post, when == null ? published(post) : when)
                .verb("Update")
                .context(id)
                .build());
    }

    /** A comment. */
    Optional<Activity> comment(JsonNode comment, boolean ours) {
        String id = Ids.comment(CommentList.number(comment));
        return read(id, () -> comment(id, comment, ours, published(comment)).build());
    }

    /**
     * What became of a comment by editing it.
     *
     * @param mark of its words
     * @param noticed WordPress does not tell when it was edited
     */
    Optional<Activity> editedComment(JsonNode comment, boolean ours, String mark, Instant noticed) {
        String id = Ids.comment(CommentList.number(comment));
        return read(id, () -> comment(Ids.edited(id, mark), comment, ours, noticed)
                .verb("Update")
                .build());
    }

    private interface Making {
        Activity make();
    }

    private static Optional<Activity> read(String id, Making making) {
        try {
            return Optional.of(making.make());
        } catch (IllegalArgumentException bound) {
            LOG.warn("{} is left out: {}", id, bound.getMessage());
            return Optional.empty();
        }
    }

    private static Instant published(JsonNode thing) {
        Instant time = WordpressApi.time(thing, "date_gmt");
        if (time == null) {
            throw new IllegalArgumentException("date_gmt: no time");
        }
        return time;
    }

    private Activity.Builder post(String id, JsonNode post, Instant when) {
        JsonNode embedded = post.path("_embedded");
        String title = HtmlText.line(post.path("title").path("rendered").asText(""));
        String text = HtmlText.of(post.path("content").path("rendered").asText(""));
        if (title.length() + text.length() + 2 > Activity.MAX_CONTENT) {
            text = HtmlText.of(post.path("excerpt").path("rendered").asText(""));
        }
        return Activity.builder(id, Direction.OUTBOUND, author(post, embedded), when)
                .objectType("Article")
                .content(title.isEmpty() || text.isEmpty() ? title + text : title + "\n\n" + text)
                .language(language(post))
                .url(HttpAddress.link(post.path("link").asText("")))
                .attachments(picture(embedded.path("wp:featuredmedia").path(0)))
                .original(original(post));
    }

    private Actor author(JsonNode post, JsonNode embedded) {
        JsonNode user = embedded.path("author").path(0);
        String handle = user.path("slug").asText("");
        return new Actor(
                user(post.path("author").asLong()),
                handle.isEmpty() || handle.length() > LONGEST_NAME / 2 ? null : handle,
                name(user.path("name").asText("")),
                HttpAddress.link(user.path("link").asText("")));
    }

    private Activity.Builder comment(String id, JsonNode comment, boolean ours, Instant when) {
        String post = Ids.post(comment.path("post").asLong());
        long parent = comment.path("parent").asLong();
        return Activity.builder(id, ours ? Direction.OUTBOUND : Direction.INBOUND, commenter(comment), when)
                .content(HtmlText.of(comment.path("content").path("rendered").asText("")))
                .language(language(comment))
                .inReplyTo(parent > 0 ? Ids.comment(parent) : post)
                .context(post)
                .url(HttpAddress.link(comment.path("link").asText("")))
                .original(original(comment));
    }

    /**
     * A user of the site by the user's number there; anybody else by a digest of the mail address, which is the same on all
     * sites, or, where that is not shown, by name and page at this site.
     */
    private Actor commenter(JsonNode comment) {
        long user = comment.path("author").asLong();
        String name = comment.path("author_name").asText("");
        String page = comment.path("author_url").asText("");
        String mail = comment.path("author_email").asText("").strip().toLowerCase(Locale.ROOT);
        String id = user > 0
                ? user(user)
                : !mail.isEmpty()
                        ? "mail-" + Ids.hex(mail, DIGEST)
                        : "guest-" + Ids.hex(site.home() + "\n" + name + "\n" + page, DIGEST);
        return new Actor(id, null, name(name), HttpAddress.link(page));
    }

    private String user(long number) {
        URI home = URI.create(site.home());
        return home.getAuthority() + home.getPath().replaceFirst("/+$", "") + "/?author=" + number;
    }

    private static @Nullable String name(String text) {
        String name = HtmlText.line(text);
        return name.isEmpty() || name.length() > LONGEST_NAME ? null : name;
    }

    /** Plugins for several languages tell it of each post. */
    private @Nullable String language(JsonNode thing) {
        String own = WordpressSettings.tag(thing.path("lang").asText(""));
        return own == null ? site.language() : own;
    }

    private static List<Attachment> picture(JsonNode media) {
        URI address = HttpAddress.link(media.path("source_url").asText(""));
        if (address == null) {
            return List.of();
        }
        String type = media.path("mime_type").asText("");
        String shown = PlainText.clean(media.path("alt_text").asText(""));
        return List.of(new Attachment(
                address,
                type.isEmpty() || type.length() > 128 ? null : type,
                shown.isEmpty() || shown.length() > LONGEST_DESCRIPTION ? null : shown));
    }

    private static Original original(JsonNode thing) {
        String text = thing.toString();
        return text.length() > Original.MAX_LENGTH ? Original.OMITTED : new Original("application/json", text);
    }
}
