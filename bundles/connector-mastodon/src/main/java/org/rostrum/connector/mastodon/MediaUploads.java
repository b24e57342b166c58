package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.http.HttpCall;

/**
 * Brings media to the server before the post that shows them, and waits until they are processed. That may take longer than an
 * attempt may: what was brought is remembered, so that the next attempt goes on waiting. The server forgets what no post shows.
 */
final class MediaUploads {
    private static final int MOST_KEPT = 400;
    private static final Pattern TYPE = Pattern.compile("(image|video|audio)/[A-Za-z0-9.+-]{1,100}");

    private final MastodonApi api;
    private final Clock clock;
    private final Duration patience;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, String> ids = new LinkedHashMap<>();

    /**
     * @param patience how long an attempt may have taken until the last of its media is ready
     * @param pause between two looks at what is processed
     */
    MediaUploads(MastodonApi api, Clock clock, Duration patience, Duration pause) {
        this.api = api;
        this.clock = clock;
        this.patience = patience;
        this.pause = pause;
    }

    static void check(Post post, Instance.Facts facts) throws DeliveryException {
        if (post.media().size() > facts.mostMedia()) {
            throw rejected("More than " + facts.mostMedia() + " files. Leave some out.");
        }
        for (Media media : post.media()) {
            check(media, facts);
        }
    }

    private static void check(Media media, Instance.Facts facts) throws DeliveryException {
        String type = media.mediaType().toLowerCase(Locale.ROOT);
        boolean told = !facts.mediaTypes().isEmpty();
        if (!TYPE.matcher(media.mediaType()).matches()
                || (told && !facts.mediaTypes().contains(type))) {
            throw rejected(media.name() + " is nothing that the server takes (" + media.mediaType() + ")."
                    + (told ? " It takes " + String.join(", ", facts.mediaTypes()) + "." : ""));
        }
        long most = facts.mostBytes(type);
        if (media.bytes() > most) {
            throw rejected(
                    media.name() + " has " + media.bytes() + " bytes; " + most + " are possible. Make it smaller.");
        }
        int length = media.alternative().codePointCount(0, media.alternative().length());
        if (length > facts.description()) {
            throw rejected("The description of " + media.name() + " has " + length + " characters; "
                    + facts.description() + " are possible. Shorten it.");
        }
    }

    /** The server's ids of the media, ready to be shown. */
    List<String> ready(Post post, Instant began) throws DeliveryException {
        List<String> ready = new ArrayList<>();
        for (int i = 0; i < post.media().size(); i++) {
            requireTime(began);
            String key = post.idempotencyKey() + "#" + i;
            String known = known(key);
            ready.add(known == null ? upload(post.media().get(i), key, began) : await(known, key, began));
        }
        return ready;
    }

    private String upload(Media media, String key, Instant began) throws DeliveryException {
        MastodonApi.Answer answer = api.send(HttpCall.post(api.address("/api/v2/media", Map.of()), Multipart.of(media))
                .asSafe());
        String id = id(answer.body());
        keep(key, id);
        return answer.http().status() == 202 ? await(id, key, began) : id;
    }

    private String await(String id, String key, Instant began) throws DeliveryException {
        while (true) {
            MastodonApi.Answer answer =
                    api.exchange(HttpCall.get(api.address("/api/v1/media/" + HttpCall.encode(id), Map.of())));
            int status = answer.http().status();
            if (status == 404 || status == 422) {
                forget(key);
            }
            if (status == 404) {
                throw new DeliveryException(
                        FailureCategory.UNAVAILABLE, "The server has forgotten a file; it is brought again.", null);
            }
            api.good(answer);
            if (status != 206) {
                return id;
            }
            requireTime(began);
            pause();
        }
    }

    private static String id(JsonNode media) throws DeliveryException {
        String id = media.path("id").asText("");
        if (id.isEmpty()) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "The server took a file without telling its id.", null);
        }
        return id;
    }

    /** What is under way must end within a minute; nothing is published yet. */
    void requireTime(Instant began) throws DeliveryException {
        if (Duration.between(began, clock.instant()).compareTo(patience) > 0) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "The server still works on what shall be shown. It is looked at again later.",
                    null);
        }
    }

    /** Until the next look, or the end of the channel. */
    private void pause() throws DeliveryException {
        try {
            if (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
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

    private @Nullable String known(String key) {
        synchronized (ids) {
            return ids.get(key);
        }
    }

    private void keep(String key, String id) {
        synchronized (ids) {
            ids.put(key, id);
            if (ids.size() > MOST_KEPT) {
                ids.remove(ids.keySet().iterator().next());
            }
        }
    }

    private void forget(String key) {
        synchronized (ids) {
            ids.remove(key);
        }
    }

    /** The post is there, or will never be. */
    void forget(Post post) {
        for (int i = 0; i < post.media().size(); i++) {
            forget(post.idempotencyKey() + "#" + i);
        }
    }

    private static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
