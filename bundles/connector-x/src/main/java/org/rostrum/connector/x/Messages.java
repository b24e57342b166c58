package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/** Sends direct messages to one person, and finds those that were sent. */
final class Messages {
    static final int LONGEST = 10_000;

    private static final int PAGE = 100;
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final XApi api;
    private final Account account;
    private final Uploads uploads;
    private final Spending spending;
    private final Clock clock;

    Messages(XApi api, Account account, Uploads uploads, Spending spending, Clock clock) {
        this.api = api;
        this.account = account;
        this.uploads = uploads;
        this.spending = spending;
        this.clock = clock;
    }

    Receipt send(Post post) throws DeliveryException {
        Instant began = clock.instant();
        String text = text(post);
        String path = path(post);
        uploads.check(post);
        List<String> media = uploads.ready(post, began, true);
        uploads.requireTime(began);
        ObjectNode body = XApi.JSON.createObjectNode();
        if (!text.isEmpty()) {
            body.put("text", text);
        }
        if (!media.isEmpty()) {
            body.putArray("attachments").addObject().put("media_id", media.get(0));
        }
        HttpCall call = HttpCall.post(api.address(path + "/messages", Map.of()), HttpBody.json(body.toString()));
        String id = api.data(call, Scopes.WRITE_MESSAGES).path("dm_event_id").asText("");
        if (!Snowflake.isId(id)) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "X took the message without telling its id.", null);
        }
        spending.spend(Spending.MESSAGE);
        uploads.forget(post);
        return new Receipt(PostReader.MESSAGE + id, null);
    }

    private static String text(Post post) throws DeliveryException {
        String text = Normalizer.normalize(post.text().strip(), Normalizer.Form.NFC);
        URI link = post.link();
        String whole = link == null || text.contains(link.toString()) ? text : (text + "\n\n" + link).strip();
        if (whole.codePointCount(0, whole.length()) > LONGEST) {
            throw Drafts.rejected("The message is longer than " + LONGEST + " characters. Shorten it.");
        }
        return whole;
    }

    private static String path(Post post) throws DeliveryException {
        String recipient = String.valueOf(post.recipient());
        if (!Snowflake.isId(recipient)) {
            throw Drafts.rejected("\"" + recipient + "\" is nobody on X: its people have numbers as ids.");
        }
        return "/2/dm_conversations/with/" + recipient;
    }

    Optional<Receipt> find(Post post) throws DeliveryException {
        String text = text(post);
        String path = path(post) + "/dm_events";
        Instant from = post.decided().minus(CLOCKS);
        String oldest = null;
        String token = null;
        do {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
            parameters.put("max_results", PAGE);
            parameters.put("event_types", "MessageCreate");
            parameters.put("pagination_token", token);
            JsonNode body = api.list(api.posts(path, parameters, Dialect::messages, Scopes.READ_MESSAGES))
                    .body();
            boolean reached = false;
            for (JsonNode event : body.path("data")) {
                Instant said = XApi.instant(event.path("created_at").asText(""));
                reached |= said != null && said.isBefore(from);
                oldest =
                        !reached && isSame(event, post, text) ? event.path("id").asText() : oldest;
            }
            token = reached ? null : PostReader.text(body.path("meta").path("next_token"));
        } while (token != null);
        return Optional.ofNullable(oldest).map(id -> new Receipt(PostReader.MESSAGE + id, null));
    }

    private boolean isSame(JsonNode event, Post post, String text) throws DeliveryException {
        return Objects.equals(event.path("sender_id").asText(), account.me().id())
                && event.path("attachments").path("media_keys").size()
                        == post.media().size()
                && PostText.of(event).says(text, null);
    }
}
