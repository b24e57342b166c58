package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/**
 * Posts as the page. LinkedIn has no key against repetition, but refuses the same words twice and then names the post that has them; the
 * page's own posts tell what got no answer.
 */
final class Publisher {
    private static final Duration CLOCKS = Duration.ofMinutes(1);
    private static final int MOST_PAGES = 10;
    private static final Pattern DUPLICATE = Pattern.compile("(?i)duplicate of (urn:li:(?:share|ugcPost):[0-9]{1,30})");

    private final LinkedInApi api;
    private final String author;
    private final Images images;
    private final Attempts attempts = new Attempts();

    Publisher(LinkedInApi api, String author, Images images) {
        this.api = api;
        this.author = author;
        this.images = images;
    }

    Receipt publish(Post post) throws DeliveryException {
        check(post);
        Images.check(post);
        String key = post.idempotencyKey();
        Optional<Receipt> before = attempts.receipt(key);
        if (before.isEmpty() && attempts.isKnown(key)) {
            before = find(post);
        }
        if (before.isPresent()) {
            return before.get();
        }
        JsonNode body = body(post, images.ready(post));
        attempts.sent(key);
        try {
            Receipt receipt = send(post, body);
            attempts.done(key, receipt);
            return receipt;
        } catch (DeliveryException failed) {
            if (failed.category() != FailureCategory.UNKNOWN_OUTCOME) {
                attempts.refused(key);
            }
            throw failed;
        }
    }

    private static void check(Post post) throws DeliveryException {
        if (post.visibility() != Post.Visibility.PUBLIC) {
            throw refused("Posts of pages are public: this one cannot be " + post.visibility() + ".");
        }
        int length = LinkedInKind.TEXT.length(words(post));
        if (length > LinkedInKind.TEXT.most()) {
            throw refused("The text has " + length + " characters; posts of LinkedIn have at most "
                    + LinkedInKind.TEXT.most() + ".");
        }
    }

    private static DeliveryException refused(String why) {
        return new DeliveryException(FailureCategory.REJECTED, why, null);
    }

    /** With pictures a link stands in the text; without, LinkedIn shows it below, but only with a title. */
    private static String words(Post post) {
        String text = post.text().strip();
        String link = String.valueOf(post.link());
        boolean within = post.link() == null || isArticle(post) || text.contains(link);
        return within ? text : text.isEmpty() ? link : text + "\n\n" + link;
    }

    private static boolean isArticle(Post post) {
        return post.link() != null
                && post.media().isEmpty()
                && post.title() != null
                && !post.title().isBlank();
    }

    private JsonNode body(Post post, List<String> pictures) {
        ObjectNode body = LinkedInApi.JSON.createObjectNode();
        body.put("author", author).put("commentary", LittleText.of(words(post))).put("visibility", "PUBLIC");
        ObjectNode distribution = body.putObject("distribution").put("feedDistribution", "MAIN_FEED");
        distribution.putArray("targetEntities");
        distribution.putArray("thirdPartyDistributionChannels");
        body.put("lifecycleState", "PUBLISHED").put("isReshareDisabledByAuthor", false);
        if (isArticle(post)) {
            body.putObject("content")
                    .putObject("article")
                    .put("source", String.valueOf(post.link()))
                    .put("title", String.valueOf(post.title()));
        } else if (pictures.size() == 1) {
            picture(
                    body.putObject("content").putObject("media"),
                    pictures.get(0),
                    post.media().get(0));
        } else if (!pictures.isEmpty()) {
            ArrayNode all = body.putObject("content").putObject("multiImage").putArray("images");
            for (int i = 0; i < pictures.size(); i++) {
                picture(all.addObject(), pictures.get(i), post.media().get(i));
            }
        }
        return body;
    }

    private static void picture(ObjectNode node, String urn, Media media) {
        node.put("id", urn);
        if (!media.alternative().isBlank()) {
            node.put("altText", media.alternative());
        }
    }

    private Receipt send(Post post, JsonNode body) throws DeliveryException {
        LinkedInApi.Answer answer = api.exchange(HttpCall.post(api.address("posts"), HttpBody.json(body.toString())));
        if (answer.http().isGood()) {
            String id = answer.http().header("x-restli-id").orElse("");
            if (!Urns.isPost(id)) {
                throw new DeliveryException(
                        FailureCategory.UNKNOWN_OUTCOME, "LinkedIn took the post without telling its id.", null);
            }
            return new Receipt(id, Urns.page(id));
        }
        Matcher duplicate = DUPLICATE.matcher(answer.message());
        if (answer.http().status() == 422 && duplicate.find()) {
            return ofNow(duplicate.group(1), post);
        }
        throw api.failure(answer, false);
    }

    /** The same words were posted: by an attempt of this post, or once before by somebody. */
    private Receipt ofNow(String urn, Post post) throws DeliveryException {
        JsonNode there = api.look("posts/" + HttpCall.encode(urn)).orElse(LinkedInApi.JSON.createObjectNode());
        Instant said = OwnPosts.said(there);
        if (said == null
                || said.isBefore(post.decided().minus(CLOCKS))
                || !there.path("author").asText().equals(author)
                || attempts.isOfAnother(urn, post.idempotencyKey())) {
            throw refused("LinkedIn does not take the same words twice: " + urn + " has them. Change the text.");
        }
        return new Receipt(urn, Urns.page(urn));
    }

    /** Looks through what the page has posted since the post was decided, newest first. */
    Optional<Receipt> find(Post post) throws DeliveryException {
        check(post);
        Instant from = post.decided().minus(CLOCKS);
        String wanted = essence(LittleText.seen(words(post)));
        String oldest = null;
        int start = 0;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            JsonNode page = OwnPosts.page(api, author, start);
            boolean reached = false;
            for (JsonNode one : page.path("elements")) {
                Instant said = OwnPosts.said(one);
                reached |= said != null && said.isBefore(from);
                String id = one.path("id").asText("");
                boolean same = essence(LittleText.plain(one.path("commentary").asText("")))
                                .equals(wanted)
                        && pictures(one) == post.media().size();
                if (!reached && same && !attempts.isOfAnother(id, post.idempotencyKey())) {
                    oldest = id;
                }
            }
            int got = page.path("elements").size();
            if (reached || got == 0 || !Notifications.hasMore(page.path("paging"), start, got)) {
                return Optional.ofNullable(oldest).map(id -> new Receipt(id, Urns.page(id)));
            }
            start += got;
        }
        throw new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "The page has posted more than " + OwnPosts.PAGE * MOST_PAGES
                        + " times since then. Look for it there, before it is sent again.",
                null);
    }

    private static int pictures(JsonNode post) {
        JsonNode content = post.path("content");
        return content.path("media").has("id")
                ? 1
                : content.path("multiImage").path("images").size();
    }

    private static String essence(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
