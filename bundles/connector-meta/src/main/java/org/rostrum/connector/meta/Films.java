package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpBody;

/**
 * Publishes films on a page. They are brought in parts, over several attempts if it takes long, and published then; Facebook works on
 * them for some time before there is a post. That one was sent, and its number, is noted, so that none is sent twice meanwhile.
 */
final class Films {
    private static final String SENT = "sent";
    private static final Duration CLOCKS = Duration.ofMinutes(1);
    /** After that somebody must look whether a film whose answer was lost is there. */
    private static final Duration LOOKED_FOR = Duration.ofHours(2);

    private static final int MOST_KEPT = 50;

    private final GraphApi api;
    private final Access access;
    private final GraphSettings settings;
    private final Notes notes;
    private final Clock clock;
    private final Map<String, String> sessions = new LinkedHashMap<>();
    private final Map<String, String> handles = new LinkedHashMap<>();

    Films(GraphApi api, Access access, GraphSettings settings, Notes notes, Clock clock) {
        this.api = api;
        this.access = access;
        this.settings = settings;
        this.notes = notes;
        this.clock = clock;
    }

    Receipt publish(Post post, Attempt attempt) throws DeliveryException {
        String handle = bring(post, attempt);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("fbuploader_video_file_chunk", handle);
        String text = Words.withLink(post);
        if (!text.isEmpty()) {
            fields.put("description", text);
        }
        attempt.requireTime();
        Access.Me me = access.me();
        notes.note(post, SENT);
        String film;
        try {
            film = api.good(api.publishFilm(me.token(), me.id() + "/videos", HttpBody.form(fields)), me.token())
                    .path("id")
                    .asText("");
        } catch (DeliveryException failure) {
            if (failure.category() != FailureCategory.UNKNOWN_OUTCOME) {
                notes.forget(post);
            }
            throw failure;
        }
        forget(post.idempotencyKey());
        if (!Entries.isId(film)) {
            throw unknown("Meta answered without telling an id.");
        }
        notes.note(post, film);
        return receipt(film).orElseThrow(() -> unknown("Facebook has the film, and works on it. It is looked for."));
    }

    private String bring(Post post, Attempt attempt) throws DeliveryException {
        String key = post.idempotencyKey();
        String done = get(handles, key);
        if (done != null) {
            return done;
        }
        Media film = post.media().get(0);
        attempt.requireTime();
        String begun = get(sessions, key);
        String handle;
        if (begun == null) {
            String session = begin(film);
            put(sessions, key, session);
            attempt.requireTime();
            handle = send(session, film, 0);
        } else {
            handle = goOn(begun, film, key);
        }
        put(handles, key, handle);
        return handle;
    }

    private String begin(Media film) throws DeliveryException {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("file_name", film.name());
        about.put("file_length", Long.toString(film.bytes()));
        about.put("file_type", MediaKinds.plain(film));
        String token = access.given();
        String session = api.good(api.change(token, settings.appId() + "/uploads", HttpBody.form(about), true), token)
                .path("id")
                .asText("");
        if (!session.startsWith("upload:")) {
            throw unavailable("Meta began an upload without telling its number.");
        }
        return session;
    }

    private String goOn(String session, Media film, String key) throws DeliveryException {
        try {
            long offset = api.ask(access.given(), path(session), Map.of())
                    .path("file_offset")
                    .asLong(0);
            if (offset < film.bytes()) {
                return send(session, film, offset);
            }
        } catch (DeliveryException failure) {
            if (failure.category() != FailureCategory.REJECTED) {
                throw failure;
            }
        }
        // it is all there, but its handle was in the answer that was lost; or it has ended
        forget(key);
        throw unavailable("The film must be brought to Meta once more.");
    }

    private static String path(String session) {
        return "upload:" + GraphApi.id(session.substring("upload:".length()));
    }

    private String send(String session, Media film, long offset) throws DeliveryException {
        long start = Math.max(0, Math.min(offset, film.bytes()));
        HttpBody body = new HttpBody("application/octet-stream", film.bytes() - start, () -> opened(film, start));
        String token = access.given();
        URI address = api.address(path(session), token);
        String handle = api.good(api.upload(token, address, Map.of("file_offset", Long.toString(start)), body), token)
                .path("h")
                .asText("");
        if (handle.isEmpty()) {
            throw unavailable("Meta has not got the whole film yet. The rest is sent later.");
        }
        return handle;
    }

    private static InputStream opened(Media film, long start) throws IOException {
        InputStream content = film.content().open();
        try {
            content.skipNBytes(start);
            return content;
        } catch (IOException shorter) {
            content.close();
            throw shorter;
        }
    }

    /** Looks what has become of a film; says that it is not there only when it was surely never published. */
    Optional<Receipt> find(Post post, Attempt attempt) throws DeliveryException {
        String noted = notes.of(post).orElse(null);
        if (noted == null) {
            return Optional.empty();
        }
        String film = noted.equals(SENT) ? search(post) : noted;
        if (film == null) {
            if (clock.instant().isBefore(post.decided().plus(LOOKED_FOR))) {
                throw unavailable("Whether Facebook has got the film is not known yet. It is looked for again.");
            }
            throw unknown("Facebook does not list the film. Look for it there, before it is sent again.");
        }
        if (noted.equals(SENT)) {
            notes.note(post, film);
        }
        attempt.requireTime();
        return Optional.of(receipt(film)
                .orElseThrow(() -> unavailable("Facebook still works on the film. It is looked at again.")));
    }

    private @Nullable String search(Post post) throws DeliveryException {
        Access.Me me = access.me();
        JsonNode films = api.ask(
                me.token(),
                me.id() + "/videos",
                Map.of("type", "uploaded", "fields", "id,description,created_time", "limit", 50));
        Instant from = post.decided().minus(CLOCKS);
        String text = Words.withLink(post);
        String oldest = null;
        for (JsonNode film : films.path("data")) {
            Instant made = Entries.time(film.path("created_time"));
            if (made != null
                    && !made.isBefore(from)
                    && Words.same(text, film.path("description").asText(""))) {
                oldest = film.path("id").asText();
            }
        }
        return oldest;
    }

    /** The post that shows a film; empty while there is none. */
    private Optional<Receipt> receipt(String film) throws DeliveryException {
        Access.Me me = access.me();
        JsonNode told = api.ask(me.token(), GraphApi.id(film), Map.of("fields", "post_id,permalink_url"));
        String post = told.path("post_id").asText("");
        if (!Entries.isId(post)) {
            return Optional.empty();
        }
        return Optional.of(PagePublisher.receipt(post.contains("_") ? post : me.id() + "_" + post));
    }

    private synchronized @Nullable String get(Map<String, String> from, String key) {
        return from.get(key);
    }

    private synchronized void put(Map<String, String> to, String key, String value) {
        to.put(key, value);
        if (to.size() > MOST_KEPT) {
            to.remove(to.keySet().iterator().next());
        }
    }

    private synchronized void forget(String key) {
        sessions.remove(key);
        handles.remove(key);
    }

    private static DeliveryException unavailable(String message) {
        return new DeliveryException(FailureCategory.UNAVAILABLE, message, null);
    }

    private static DeliveryException unknown(String message) {
        return new DeliveryException(FailureCategory.UNKNOWN_OUTCOME, message, null);
    }
}
