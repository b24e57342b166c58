package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/**
 * Brings media to X before the post that shows them: begins, sends in parts, ends, waits until they are processed, describes.
 * That may take longer than an attempt may: how far it came is remembered, so that the next attempt goes on there. X forgets
 * what no post shows.
 */
final class Uploads {
    private static final int MOST_KEPT = 400;
    private static final int SHORTEST_PAUSE = 500;
    private static final int LONGEST_PAUSE = 5_000;
    private static final String BASE = "/2/media/upload";

    private final XApi api;
    private final Spending spending;
    private final Clock clock;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Upload> uploads = new LinkedHashMap<>();

    /** How far a file came. */
    private record Upload(String id, int sent, boolean ended, boolean processed, boolean described) {
        Upload more() {
            return new Upload(id, sent + 1, ended, processed, described);
        }

        Upload end() {
            return new Upload(id, sent, true, processed, described);
        }

        Upload ready() {
            return new Upload(id, sent, true, true, described);
        }

        Upload told() {
            return new Upload(id, sent, true, true, true);
        }
    }

    /** @param patience how long an attempt may have taken until the last of its media is ready */
    Uploads(XApi api, Spending spending, Clock clock, Duration patience) {
        this.api = api;
        this.spending = spending;
        this.clock = clock;
        this.patience = patience;
    }

    void check(Post post) throws DeliveryException {
        MediaKind.check(post);
    }

    /** X's ids of the media, ready to be shown. */
    List<String> ready(Post post, Instant began, boolean inMessage) throws DeliveryException {
        List<String> ready = new ArrayList<>();
        for (int i = 0; i < post.media().size(); i++) {
            String key = post.idempotencyKey() + "#" + i;
            try {
                ready.add(bring(post.media().get(i), key, began, inMessage));
            } catch (DeliveryException failed) {
                if (failed.category() == FailureCategory.REJECTED) {
                    forget(key);
                }
                throw failed;
            }
        }
        return ready;
    }

    private String bring(Media media, String key, Instant began, boolean inMessage) throws DeliveryException {
        MediaKind kind = MediaKind.of(media);
        Upload upload = known(key);
        if (upload == null) {
            requireTime(began);
            upload = keep(key, begin(media, kind, inMessage));
        }
        while (upload.sent() < Chunk.count(media)) {
            requireTime(began);
            good(key, post(BASE + "/" + upload.id() + "/append", Chunk.of(media, upload.sent())));
            upload = keep(key, upload.more());
        }
        if (!upload.ended()) {
            requireTime(began);
            JsonNode done = data(key, post(BASE + "/" + upload.id() + "/finalize", null));
            upload = keep(key, done.has("processing_info") ? upload.end() : upload.ready());
        }
        while (!upload.processed()) {
            upload = look(media, key, upload, began);
        }
        if (!upload.described() && kind.isDescribed() && !media.alternative().isBlank()) {
            requireTime(began);
            describe(media, key, upload.id());
        }
        return keep(key, upload.told()).id();
    }

    private Upload begin(Media media, MediaKind kind, boolean inMessage) throws DeliveryException {
        ObjectNode body = XApi.JSON.createObjectNode();
        body.put("media_type", media.mediaType().toLowerCase(java.util.Locale.ROOT));
        body.put("total_bytes", media.bytes());
        body.put("media_category", kind.category(inMessage));
        HttpCall call = post(BASE + "/initialize", HttpBody.json(body.toString()));
        String id = api.data(call, api.good(api.exchange(call, Scopes.MEDIA)))
                .path("id")
                .asText("");
        if (!Snowflake.isId(id)) {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "X took a file without telling its id.", null);
        }
        return new Upload(id, 0, false, false, false);
    }

    private Upload look(Media media, String key, Upload upload, Instant began) throws DeliveryException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("command", "STATUS");
        parameters.put("media_id", upload.id());
        JsonNode info = data(key, HttpCall.get(api.address(BASE, parameters))).path("processing_info");
        String state = info.path("state").asText("succeeded");
        if (state.equals("failed")) {
            String why = info.path("error").path("message").asText("");
            throw Drafts.rejected("X cannot show " + media.name() + (why.isEmpty() ? "." : ": " + why)
                    + " Look at its page on media for sizes, lengths and formats.");
        }
        if (state.equals("succeeded")) {
            return keep(key, upload.ready());
        }
        requireTime(began);
        pause(Math.max(
                SHORTEST_PAUSE,
                Math.min(LONGEST_PAUSE, info.path("check_after_secs").asInt(1) * 1_000L)));
        return upload;
    }

    private void describe(Media media, String key, String id) throws DeliveryException {
        ObjectNode body = XApi.JSON.createObjectNode().put("id", id);
        body.putObject("metadata").putObject("alt_text").put("text", media.alternative());
        good(key, post("/2/media/metadata", HttpBody.json(body.toString())));
        spending.spend(Spending.DESCRIPTION);
    }

    /** Nothing is said by it yet, so that a lost answer leaves no doubt: it may be done again. */
    private HttpCall post(String path, @Nullable HttpBody body) {
        return new HttpCall("POST", api.address(path, Map.of()), Map.of(), body, true);
    }

    private JsonNode data(String key, HttpCall call) throws DeliveryException {
        return api.data(call, good(key, call));
    }

    private XApi.Answer good(String key, HttpCall call) throws DeliveryException {
        XApi.Answer answer = api.exchange(call, Scopes.MEDIA);
        if (!answer.isGood() && answer.refusal().isNotThere()) {
            forget(key);
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "X has forgotten a file; it is brought again.", null);
        }
        return api.good(answer);
    }

    /** What is under way must end within a minute; nothing is published yet. */
    void requireTime(Instant began) throws DeliveryException {
        if (Duration.between(began, clock.instant()).compareTo(patience) > 0) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "This takes longer. It goes on where it is at the next attempt.",
                    null);
        }
    }

    /** Until the next look, or the end of the channel. */
    private void pause(long millis) throws DeliveryException {
        try {
            if (!closed.await(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        throw new DeliveryException(FailureCategory.UNAVAILABLE, "The channel is being closed.", null);
    }

    /** Ends what waits. */
    void close() {
        closed.countDown();
    }

    private @Nullable Upload known(String key) {
        synchronized (uploads) {
            return uploads.get(key);
        }
    }

    private Upload keep(String key, Upload upload) {
        synchronized (uploads) {
            uploads.put(key, upload);
            if (uploads.size() > MOST_KEPT) {
                uploads.remove(uploads.keySet().iterator().next());
            }
        }
        return upload;
    }

    private void forget(String key) {
        synchronized (uploads) {
            uploads.remove(key);
        }
    }

    /** The post is there, or will never be. */
    void forget(Post post) {
        for (int i = 0; i < post.media().size(); i++) {
            forget(post.idempotencyKey() + "#" + i);
        }
    }
}
