package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.wordpress.MediaUploads.Uploaded;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpAddress;

/** Writes posts, under names of our own choice. */
final class Publisher {
    private static final Duration LATEST_START = Duration.ofSeconds(35);
    private static final int LONGEST_TITLE = 60;
    /** Trashed posts have it behind their names. */
    private static final String TRASHED = "__trashed";

    private final WordpressApi api;
    private final WordpressSettings.Writing writing;
    private final MediaUploads uploads;
    private final Terms terms;

    Publisher(WordpressApi api, WordpressSettings settings) {
        this.api = api;
        this.writing = settings.writing();
        this.uploads = new MediaUploads(api);
        this.terms = new Terms(api);
    }

    /** A digest of the idempotency key; never a number alone, which WordPress would change. */
    static String key(Post post) {
        return "r" + Ids.hex(post.idempotencyKey(), 12);
    }

    /** The name of the post in its address: its title, as far as ASCII has it, and its key. */
    static String slug(Post post) {
        String title = post.title() == null ? "" : post.title();
        String ascii = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String words =
                ascii.substring(0, Math.min(LONGEST_TITLE, ascii.length())).replaceAll("^-+|-+$", "");
        return words.isEmpty() ? key(post) : words + "-" + key(post);
    }

    /** What is under the name that this post has or would have, whether people see it or not. */
    Optional<Receipt> find(Post post) throws DeliveryException {
        String slug = slug(post);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("slug", slug + "," + slug + TRASHED);
        parameters.put("status", "publish,future,draft,pending,private,trash");
        parameters.put("context", "edit");
        parameters.put("orderby", "id");
        parameters.put("order", "asc");
        List<JsonNode> found = api.list("posts", parameters).items();
        return found.isEmpty() ? Optional.empty() : Optional.of(receipt(found.get(0)));
    }

    /** Looks before: WordPress takes a second post of the same name, and gives it another. */
    Receipt publish(Post post, Pace pace) throws DeliveryException {
        check(post);
        Optional<Receipt> before = find(post);
        if (before.isPresent()) {
            return before.get();
        }
        ObjectNode content = WordpressApi.JSON.createObjectNode();
        content.put("status", writing.status()).put("slug", slug(post));
        content.put("title", post.title() == null ? "" : escaped(post.title()));
        if (!writing.categories().isEmpty()) {
            content.set("categories", terms.numbers("categories", writing.categories()));
        }
        if (!writing.tags().isEmpty()) {
            content.set("tags", terms.numbers("tags", writing.tags()));
        }
        List<Uploaded> media = uploads.bring(key(post), post.media(), pace);
        content.put("content", Markup.paragraphs(post.text(), post.link()) + body(media, content));
        pace.require(LATEST_START);
        JsonNode made = api.write("posts", content);
        if (made.path("id").asLong() == 0) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "The site took the post without telling its number.", null);
        }
        return only(made, post);
    }

    /** Titles may hold HTML; ours do not. */
    private static String escaped(String title) {
        return title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String body(List<Uploaded> media, ObjectNode content) {
        StringBuilder body = new StringBuilder();
        boolean first = true;
        for (Uploaded one : media) {
            Media told = one.media();
            boolean featured =
                    first && told.mediaType().toLowerCase(Locale.ROOT).startsWith("image/");
            if (featured) {
                first = false;
                if (writing.featured()) {
                    content.put("featured_media", one.number());
                }
            }
            if (!featured || writing.inBody()) {
                body.append(
                        Markup.media(told.mediaType(), one.number(), one.address(), told.alternative(), told.name()));
            }
        }
        return body.toString();
    }

    /**
     * An earlier attempt whose answer did not come may have been at work while we looked: WordPress has given ours another name
     * then, and ours goes.
     */
    private Receipt only(JsonNode made, Post post) throws DeliveryException {
        Receipt ours = receipt(made);
        if (made.path("slug").asText().equals(slug(post))) {
            return ours;
        }
        Optional<Receipt> other = find(post);
        if (other.isEmpty() || other.get().networkId().equals(ours.networkId())) {
            return ours;
        }
        api.delete("posts/" + made.path("id").asLong());
        return other.get();
    }

    private static Receipt receipt(JsonNode post) {
        URI link = HttpAddress.link(post.path("link").asText(""));
        return new Receipt(Ids.post(post.path("id").asLong()), link);
    }

    private static void check(Post post) throws DeliveryException {
        if (post.visibility() != Post.Visibility.PUBLIC) {
            throw rejected("Posts of a WordPress site are public; other visibilities are not possible.");
        }
        if (post.media().size() > WordpressKind.LIMITS.mostMedia()) {
            throw rejected("More than " + WordpressKind.LIMITS.mostMedia() + " files. Leave some out.");
        }
        for (Media media : post.media()) {
            PostLimits.MediaLimit fitting = WordpressKind.LIMITS.media().stream()
                    .filter(limit -> limit.covers(media.mediaType()))
                    .findFirst()
                    .orElseThrow(() -> rejected(
                            media.name() + " is of a kind that WordPress does not take (" + media.mediaType() + ")."));
            if (media.bytes() > fitting.mostBytes()) {
                throw rejected(media.name() + " has " + media.bytes() + " bytes; " + fitting.mostBytes()
                        + " are possible. Make it smaller.");
            }
        }
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
