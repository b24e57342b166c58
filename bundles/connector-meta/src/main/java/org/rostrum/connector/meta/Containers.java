package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * Prepares posts of Instagram. Each picture or film becomes a container, several of them one more; nobody sees them before they are
 * published. Instagram takes films as they are, but fetches pictures from an address: they are brought to the linked page first,
 * unpublished, and Meta's own address of them is given.
 */
final class Containers {
    private static final int MOST_KEPT = 200;
    private static final long PAUSE = 1_000;

    private final GraphApi api;
    private final Access access;
    private final GraphSettings settings;
    private final Photos photos;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Containers(GraphApi api, Access access, GraphSettings settings) {
        this.api = api;
        this.access = access;
        this.settings = settings;
        this.photos = new Photos(api, access);
    }

    /** How far a container is, as Meta says. */
    enum Status {
        IN_PROGRESS,
        FINISHED,
        PUBLISHED,
        ERROR,
        EXPIRED,
        /** There is no such container. */
        GONE
    }

    /** Makes the container of a post; what an attempt before has made is not made again. */
    String make(Post post, Attempt attempt) throws DeliveryException {
        boolean several = post.media().size() > 1;
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < post.media().size(); i++) {
            parts.add(part(post, i, several, attempt));
        }
        if (!several) {
            return parts.get(0);
        }
        for (String part : parts) {
            await(part, attempt);
        }
        return kept(post.idempotencyKey(), attempt, () -> {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("media_type", "CAROUSEL");
            fields.put("children", String.join(",", parts));
            caption(fields, post);
            return fields;
        });
    }

    /** What makes a container. */
    @FunctionalInterface
    private interface Recipe {
        Map<String, String> fields() throws DeliveryException;
    }

    private String part(Post post, int number, boolean several, Attempt attempt) throws DeliveryException {
        Media media = post.media().get(number);
        String key = post.idempotencyKey() + "#" + number;
        boolean film = MediaKinds.isFilm(media);
        String id = kept(key, attempt, () -> {
            Map<String, String> fields = new LinkedHashMap<>();
            if (film) {
                fields.put("media_type", several ? "VIDEO" : "REELS");
                fields.put("upload_type", "resumable");
            } else {
                fields.put("image_url", address(photos.bring(post, number, attempt), attempt));
                if (!media.alternative().isBlank()) {
                    fields.put("alt_text", media.alternative().strip());
                }
            }
            if (several) {
                fields.put("is_carousel_item", "true");
            } else {
                caption(fields, post);
            }
            return fields;
        });
        if (film && known(key + "/sent") == null) {
            attempt.requireTime();
            upload(id, media);
            keep(key + "/sent", id);
        }
        return id;
    }

    private static void caption(Map<String, String> fields, Post post) {
        String text = Words.withLink(post);
        if (!text.isEmpty()) {
            fields.put("caption", text);
        }
    }

    private String kept(String key, Attempt attempt, Recipe recipe) throws DeliveryException {
        String known = known(key);
        if (known != null) {
            return known;
        }
        Map<String, String> fields = recipe.fields();
        attempt.requireTime();
        String token = access.given();
        // one that nobody publishes is gone after a day
        String id = api.good(api.change(token, access.account() + "/media", HttpBody.form(fields), true), token)
                .path("id")
                .asText("");
        if (id.isEmpty()) {
            throw unavailable("Meta made a container without telling its id.");
        }
        keep(key, id);
        return id;
    }

    /** Where Meta itself shows the picture, as large as it has it. */
    private String address(String photo, Attempt attempt) throws DeliveryException {
        attempt.requireTime();
        JsonNode images = api.ask(access.me().token(), GraphApi.id(photo), Map.of("fields", "images"))
                .path("images");
        String largest = "";
        long most = -1;
        for (JsonNode image : images) {
            if (image.path("width").asLong() > most) {
                most = image.path("width").asLong();
                largest = image.path("source").asText("");
            }
        }
        if (largest.isEmpty()) {
            throw unavailable("Meta does not tell where the picture is.");
        }
        return largest;
    }

    private void upload(String container, Media media) throws DeliveryException {
        String token = access.given();
        java.net.URI address = java.net.URI.create(
                settings.uploads() + "/ig-api-upload/" + settings.version() + "/" + GraphApi.id(container));
        HttpBody body = new HttpBody(
                "application/octet-stream", media.bytes(), () -> media.content().open());
        api.good(
                api.upload(token, address, Map.of("offset", "0", "file_size", Long.toString(media.bytes())), body),
                token);
    }

    /** How far a container is; for ERROR see {@link #await}. */
    Status status(String container) throws DeliveryException {
        return status(look(container));
    }

    private JsonNode look(String container) throws DeliveryException {
        return api.page(access.given(), GraphApi.id(container), Map.of("fields", "status_code,status"));
    }

    private static Status status(JsonNode told) {
        return switch (told.path("status_code").asText("")) {
            case "FINISHED" -> Status.FINISHED;
            case "PUBLISHED" -> Status.PUBLISHED;
            case "ERROR" -> Status.ERROR;
            case "EXPIRED" -> Status.EXPIRED;
            default -> told.isMissingNode() ? Status.GONE : Status.IN_PROGRESS;
        };
    }

    /** Waits for as long as the attempt may take until the container can be published. */
    void await(String container, Attempt attempt) throws DeliveryException {
        while (true) {
            JsonNode told = look(container);
            switch (status(told)) {
                case FINISHED, PUBLISHED -> {
                    return;
                }
                case ERROR -> {
                    forget(container);
                    throw new DeliveryException(
                            FailureCategory.REJECTED,
                            "Instagram cannot show this: "
                                    + told.path("status").asText("no reason given")
                                    + ". Look at the size, length and shape of pictures and films.",
                            null);
                }
                case EXPIRED, GONE -> {
                    forget(container);
                    throw unavailable("What was prepared has expired; it is made anew.");
                }
                case IN_PROGRESS -> {
                    pause();
                    attempt.requireTime();
                }
            }
        }
    }

    /** Until the next look, or the end of the channel. */
    private void pause() throws DeliveryException {
        try {
            if (!closed.await(PAUSE, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        throw unavailable("The channel is being closed.");
    }

    /** Ends what waits. */
    void close() {
        closed.countDown();
    }

    private synchronized @Nullable String known(String key) {
        return ids.get(key);
    }

    private synchronized void keep(String key, String id) {
        ids.put(key, id);
        if (ids.size() > MOST_KEPT) {
            ids.remove(ids.keySet().iterator().next());
        }
    }

    private synchronized void forget(String container) {
        ids.values().removeIf(container::equals);
    }

    /** The post is there, or is made anew. */
    synchronized void forget(Post post) {
        photos.forget(post);
        ids.remove(post.idempotencyKey());
        ids.keySet().removeIf(key -> key.startsWith(post.idempotencyKey() + "#"));
    }

    private static DeliveryException unavailable(String message) {
        return new DeliveryException(FailureCategory.UNAVAILABLE, message, null);
    }
}
