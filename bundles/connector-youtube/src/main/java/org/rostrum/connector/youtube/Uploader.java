package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.youtube.YouTubeApi.Answer;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;

/**
 * Publishes videos, part by part (Google's resumable uploads). Where an upload goes on is written down before anything is sent
 * there, so that neither a lost connection nor a restart begins it anew, and what got no answer can be asked for: YouTube tells
 * of each upload how far it has come and, at its end, which video it has become.
 */
final class Uploader {
    /** A multiple of 256 KiB, as the protocol wants. */
    static final int PART = 4 * 1024 * 1024;

    private static final Pattern RANGE = Pattern.compile("bytes=0-(\\d{1,18})");
    private static final Duration CLOCKS = Duration.ofMinutes(1);
    /** After which no other part is begun, as an attempt must end within a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final YouTubeApi api;
    private final YouTubeSettings settings;
    private final OwnChannel own;
    private final Uploads uploads;
    private final Clock clock;

    private volatile @Nullable String madePrivate;

    Uploader(YouTubeApi api, YouTubeSettings settings, OwnChannel own, Uploads uploads, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.own = own;
        this.uploads = uploads;
        this.clock = clock;
    }

    /**
     * How far an upload is.
     *
     * @param from how many bytes are there
     * @param video what it has become; null while it has not
     * @param lost whether YouTube knows nothing of it any more
     */
    private record Progress(long from, @Nullable JsonNode video, boolean lost) {}

    Receipt publish(Post post) throws DeliveryException {
        Instant began = clock.instant();
        Film film = Film.of(post);
        Uploads.Upload known = uploads.of(post);
        if (known != null && known.video() != null) {
            return receipt(known.video());
        }
        URI session = known == null ? null : known.session();
        long from = 0;
        if (session != null) {
            Progress progress = progress(session, film);
            Optional<Receipt> there = there(post, film, progress);
            if (there.isPresent()) {
                return there.get();
            }
            session = progress.lost ? null : session;
            from = progress.lost ? 0 : progress.from;
        }
        if (session == null) {
            session = begin(film);
            uploads.begun(post, session);
        }
        return send(post, film, session, from, began);
    }

    private static Receipt receipt(String video) {
        return new Receipt(video, ThingReader.watch(video));
    }

    Optional<Receipt> find(Post post) throws DeliveryException {
        Film film = Film.of(post);
        Uploads.Upload known = uploads.of(post);
        if (known == null) {
            return Optional.empty();
        }
        if (known.video() != null) {
            return Optional.of(receipt(known.video()));
        }
        return there(post, film, progress(Objects.requireNonNull(known.session()), film));
    }

    /** What the upload has become, if it has. */
    private Optional<Receipt> there(Post post, Film film, Progress progress) throws DeliveryException {
        if (progress.video != null) {
            return Optional.of(done(post, film, progress.video));
        }
        return progress.lost ? amongOwn(post, film) : Optional.empty();
    }

    private URI begin(Film film) throws DeliveryException {
        Media media = film.media();
        HttpBody body = HttpBody.of(
                "application/json; charset=UTF-8",
                film.json(settings.category(), settings.madeForKids()).getBytes(StandardCharsets.UTF_8));
        // nothing is published by it: an answer that is lost leaves no doubt behind
        Answer answer = api.exchange(
                HttpCall.post(api.uploadAddress(Map.of("uploadType", "resumable", "part", "snippet,status")), body)
                        .with("X-Upload-Content-Length", String.valueOf(media.bytes()))
                        .with("X-Upload-Content-Type", media.mediaType())
                        .asSafe());
        if (!answer.http().isGood()) {
            throw YouTubeApi.ofOwnQuota(api.failure(answer, false));
        }
        URI session = api.within(answer.http().header("Location").orElse(""));
        if (session == null || session.toString().length() > Uploads.LONGEST_ADDRESS) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "YouTube did not say where the video shall be brought.", null);
        }
        return session;
    }

    private Progress progress(URI session, Film film) throws DeliveryException {
        Answer answer =
                api.exchange(HttpCall.put(session, HttpBody.of(film.media().mediaType(), new byte[0]))
                        .with("Content-Range", "bytes */" + film.media().bytes())
                        .asSafe());
        return read(answer);
    }

    private Progress read(Answer answer) throws DeliveryException {
        int status = answer.http().status();
        if (status == 308) {
            Matcher range = RANGE.matcher(answer.http().header("Range").orElse(""));
            return new Progress(range.matches() ? Long.parseLong(range.group(1)) + 1 : 0, null, false);
        }
        if (status == 404 || status == 410) {
            return new Progress(0, null, true);
        }
        if (!answer.http().isGood()) {
            throw api.failure(answer, false);
        }
        if (!CommentId.isVideo(answer.body().path("id").asText(""))) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "YouTube took the video without telling its id.", null);
        }
        return new Progress(0, answer.body(), false);
    }

    private Receipt send(Post post, Film film, URI session, long first, Instant began) throws DeliveryException {
        long all = film.media().bytes();
        long from = first;
        while (from < all) {
            if (from > first && Duration.between(began, clock.instant()).compareTo(PATIENCE) > 0) {
                throw later(from, all);
            }
            Progress progress = part(post, film, session, from);
            if (progress.video != null) {
                return done(post, film, progress.video);
            }
            if (progress.lost) {
                uploads.forget(post);
                throw new DeliveryException(
                        FailureCategory.UNAVAILABLE, "YouTube has given the upload up; it is begun anew.", null);
            }
            if (progress.from <= from) {
                throw later(progress.from, all);
            }
            from = progress.from;
        }
        throw new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "YouTube has all of the video, and has not said what became of it.",
                null);
    }

    private static DeliveryException later(long from, long all) {
        return new DeliveryException(
                FailureCategory.UNAVAILABLE,
                "The video is under way: " + from + " of " + all + " bytes are there. The rest is brought later.",
                null);
    }

    private Progress part(Post post, Film film, URI session, long from) throws DeliveryException {
        Media media = film.media();
        long bytes = Math.min(PART, media.bytes() - from);
        boolean last = from + bytes == media.bytes();
        HttpCall call = HttpCall.put(session, new HttpBody(media.mediaType(), bytes, () -> part(media, from, bytes)))
                .with("Content-Range", "bytes " + from + "-" + (from + bytes - 1) + "/" + media.bytes());
        try {
            // only the last part publishes anything
            return read(api.exchange(last ? call : call.asSafe()));
        } catch (DeliveryException failed) {
            if (failed.category() == FailureCategory.REJECTED) {
                uploads.forget(post);
            }
            throw failed;
        }
    }

    private static InputStream part(Media media, long from, long bytes) throws IOException {
        InputStream content = media.content().open();
        try {
            content.skipNBytes(from);
            return new PartOfStream(content, bytes);
        } catch (IOException | RuntimeException failed) {
            content.close();
            throw failed;
        }
    }

    private Receipt done(Post post, Film film, JsonNode video) {
        String id = video.path("id").asText();
        uploads.done(post, id);
        String privacy = video.path("status").path("privacyStatus").asText(film.privacy());
        madePrivate = privacy.equals(film.privacy())
                ? null
                : "YouTube has made the video " + id + " " + privacy + " instead of " + film.privacy()
                        + ", as it does with those of projects that it has not audited.";
        return receipt(id);
    }

    /** The upload is forgotten after a week, and perhaps sooner: then the newest videos tell. */
    private Optional<Receipt> amongOwn(Post post, Film film) throws DeliveryException {
        String playlist = own.facts().uploads();
        Instant from = post.decided().minus(CLOCKS);
        Map<String, String> parameters =
                Map.of("part", "snippet,contentDetails", "playlistId", playlist, "maxResults", "50");
        for (JsonNode item : api.look("playlistItems", parameters)
                .map(page -> page.path("items"))
                .orElse(YouTubeApi.JSON.createArrayNode())) {
            Instant made = YouTubeApi.instant(item.path("snippet").path("publishedAt"));
            boolean same = item.path("snippet").path("title").asText().strip().equals(film.title());
            if (same && made != null && !made.isBefore(from)) {
                String id = item.path("contentDetails").path("videoId").asText();
                uploads.done(post, id);
                return Optional.of(receipt(id));
            }
        }
        return Optional.empty();
    }

    List<String> warnings() {
        String told = madePrivate;
        return told == null ? List.of() : List.of(told);
    }
}
