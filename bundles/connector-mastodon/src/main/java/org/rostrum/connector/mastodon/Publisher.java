package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/**
 * Publishes, and finds what was published. The server takes a second sending under the same {@code Idempotency-Key} for the
 * first for about an hour; after that, and before each repetition, the account's own list tells: it holds everything the account
 * has said, whoever may see it, from the moment on in which the server has stored it.
 */
final class Publisher {
    private static final int PAGE = 40;
    private static final int MOST_PAGES = 25;
    /** Clocks of servers differ a little. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final MastodonApi api;
    private final Profile profile;
    private final Instance instance;
    private final Drafts drafts;
    private final MediaUploads uploads;
    private final Clock clock;

    Publisher(MastodonApi api, Profile profile, Instance instance, Drafts drafts, MediaUploads uploads, Clock clock) {
        this.api = api;
        this.profile = profile;
        this.instance = instance;
        this.drafts = drafts;
        this.uploads = uploads;
        this.clock = clock;
    }

    Receipt publish(Post post) throws DeliveryException {
        Instant began = clock.instant();
        MediaUploads.check(post, instance.facts());
        Draft draft = drafts.of(post);
        try {
            List<String> media = uploads.ready(post, began);
            uploads.requireTime(began);
            Receipt receipt = send(post, draft, media);
            uploads.forget(post);
            return receipt;
        } catch (DeliveryException failed) {
            if (failed.category() == FailureCategory.REJECTED) {
                uploads.forget(post);
            }
            throw failed;
        }
    }

    private Receipt send(Post post, Draft draft, List<String> media) throws DeliveryException {
        ObjectNode status = MastodonApi.JSON.createObjectNode();
        status.put("status", draft.text()).put("visibility", draft.visibility());
        if (draft.inReplyTo() != null) {
            status.put("in_reply_to_id", draft.inReplyTo());
        }
        if (post.language() != null) {
            status.put("language", language(post.language()));
        }
        if (!media.isEmpty()) {
            ArrayNode ids = status.putArray("media_ids");
            media.forEach(ids::add);
        }
        JsonNode made = api.send(
                        HttpCall.post(api.address("/api/v1/statuses", Map.of()), HttpBody.json(status.toString()))
                                .with("Idempotency-Key", digest(post.idempotencyKey())))
                .body();
        if (made.path("uri").asText("").isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "The server took the post without telling its id.", null);
        }
        return receipt(made);
    }

    /** The network wants the language alone (ISO 639), and of regions knows few. */
    private static String language(String tag) {
        return tag.split("-", 2)[0];
    }

    private static Receipt receipt(JsonNode status) {
        String uri = status.path("uri").asText();
        URI page = HttpAddress.link(status.path("url").asText(""));
        return new Receipt(uri, page == null ? HttpAddress.link(uri) : page);
    }

    /** Always the same signs, which every server takes in a header, and nothing of ours to be read in them. */
    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Looks through what the account has said since the post was decided, newest first. */
    Optional<Receipt> find(Post post) throws DeliveryException {
        Draft draft = drafts.of(post);
        Instant from = post.decided().minus(CLOCKS);
        JsonNode oldest = null;
        String before = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode statuses = own(before);
            boolean reached = statuses.isEmpty();
            for (JsonNode status : statuses) {
                Instant said = MastodonApi.instant(status.path("created_at").asText());
                reached |= said != null && said.isBefore(from);
                oldest = !reached && isSame(status, draft, post.media().size()) ? status : oldest;
                before = status.path("id").asText();
            }
            if (reached) {
                return Optional.ofNullable(oldest).map(Publisher::receipt);
            }
        }
        throw new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "The account has said more than " + PAGE * MOST_PAGES
                        + " things since then. Look for it there, before it is sent again.",
                null);
    }

    private JsonNode own(@Nullable String before) throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("exclude_reblogs", true);
        parameters.put("limit", PAGE);
        parameters.put("max_id", before);
        return api.list("/api/v1/accounts/" + HttpCall.encode(profile.me().id()) + "/statuses", parameters);
    }

    /** Of visibility only whether it is private: servers may list a public post less openly than was asked. */
    private static boolean isSame(JsonNode status, Draft draft, int media) {
        String answered = StatusReader.text(status.path("in_reply_to_id"));
        boolean direct = status.path("visibility").asText().equals(Draft.DIRECT);
        return Objects.equals(answered, draft.inReplyTo())
                && direct == draft.visibility().equals(Draft.DIRECT)
                && status.path("media_attachments").size() == media
                && status.path("spoiler_text").asText("").isEmpty()
                && Mentions.essence(HtmlText.typed(status.path("content").asText("")))
                        .equals(Mentions.essence(draft.text()));
    }
}
