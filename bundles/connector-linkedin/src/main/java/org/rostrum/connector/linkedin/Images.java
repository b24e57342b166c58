package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
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
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/**
 * Brings pictures to LinkedIn before the post that shows them, and waits until they are ready. What was brought is remembered, so
 * that the next attempt goes on waiting; nobody sees what no post shows.
 */
final class Images {
    static final int LONGEST_ALTERNATIVE = 4_086;

    private static final int MOST_KEPT = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final LinkedInApi api;
    private final String owner;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, String> brought = new LinkedHashMap<>();

    Images(LinkedInApi api, String owner, Clock clock) {
        this.api = api;
        this.owner = owner;
        this.clock = clock;
    }

    static void check(Post post) throws DeliveryException {
        if (post.media().size() > LinkedInKind.MOST_IMAGES) {
            throw refused("A post has at most " + LinkedInKind.MOST_IMAGES + " pictures. Leave some out.");
        }
        for (Media media : post.media()) {
            if (!LinkedInKind.IMAGES.contains(media.mediaType().toLowerCase(Locale.ROOT))) {
                throw refused(media.name() + " is no picture that LinkedIn takes (" + media.mediaType()
                        + "): give JPEG, PNG or GIF.");
            }
            if (media.bytes() > LinkedInKind.IMAGE_BYTES) {
                throw refused(media.name() + " has " + media.bytes() + " bytes; " + LinkedInKind.IMAGE_BYTES
                        + " are possible. Make it smaller.");
            }
            if (media.alternative().length() > LONGEST_ALTERNATIVE) {
                throw refused("The description of " + media.name() + " is longer than " + LONGEST_ALTERNATIVE
                        + " characters. Shorten it.");
            }
        }
    }

    private static DeliveryException refused(String why) {
        return new DeliveryException(FailureCategory.REJECTED, why, null);
    }

    /** URNs of the pictures, ready to be shown. */
    List<String> ready(Post post) throws DeliveryException {
        Instant began = clock.instant();
        List<String> ready = new ArrayList<>();
        for (int i = 0; i < post.media().size(); i++) {
            String key = post.idempotencyKey() + "#" + i;
            String known = known(key);
            if (known == null) {
                requireTime(began);
                known = bring(post.media().get(i));
                keep(key, known);
            }
            await(known, key, began);
            ready.add(known);
        }
        return ready;
    }

    private String bring(Media media) throws DeliveryException {
        ObjectNode request = LinkedInApi.JSON.createObjectNode();
        request.putObject("initializeUploadRequest").put("owner", owner);
        LinkedInApi.Answer begun = api.exchange(
                HttpCall.post(api.address("images?action=initializeUpload"), HttpBody.json(request.toString()))
                        .asSafe());
        if (!begun.http().isGood()) {
            throw api.failure(begun, false);
        }
        JsonNode value = begun.body().path("value");
        URI address = address(value.path("uploadUrl").asText(""));
        String image = value.path("image").asText("");
        if (address == null || !image.startsWith("urn:li:image:")) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "LinkedIn did not say where the picture shall be brought.", null);
        }
        LinkedInApi.Answer answer =
                api.upload(address, new HttpBody(media.mediaType(), media.bytes(), () -> media.content()
                        .open()));
        if (!answer.http().isGood()) {
            throw api.failure(answer, false);
        }
        return image;
    }

    private static @Nullable URI address(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() == null ? null : address;
        } catch (URISyntaxException none) {
            return null;
        }
    }

    private void await(String image, String key, Instant began) throws DeliveryException {
        while (true) {
            String status = api.look("images/" + HttpCall.encode(image))
                    .map(found -> found.path("status").asText(""))
                    .orElse("GONE");
            if (status.equals("AVAILABLE")) {
                return;
            }
            if (status.equals("PROCESSING_FAILED") || status.equals("GONE")) {
                forget(key);
                throw status.equals("GONE")
                        ? new DeliveryException(
                                FailureCategory.UNAVAILABLE, "LinkedIn has lost a picture; it is brought again.", null)
                        : refused("LinkedIn cannot make anything of one of the pictures.");
            }
            requireTime(began);
            pause();
        }
    }

    /** An attempt must end within a minute; nothing is posted yet. */
    private void requireTime(Instant began) throws DeliveryException {
        if (Duration.between(began, clock.instant()).compareTo(PATIENCE) > 0) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "The pictures are under way, and take longer. They are looked at again later.",
                    null);
        }
    }

    /** Until the next look, or the end of the channel. */
    private void pause() throws DeliveryException {
        try {
            if (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
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
        synchronized (brought) {
            return brought.get(key);
        }
    }

    private void keep(String key, String image) {
        synchronized (brought) {
            brought.put(key, image);
            if (brought.size() > MOST_KEPT) {
                brought.remove(brought.keySet().iterator().next());
            }
        }
    }

    private void forget(String key) {
        synchronized (brought) {
            brought.remove(key);
        }
    }
}
