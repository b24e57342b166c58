package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes activities of comments and videos. Below a video everything is one conversation; YouTube knows answers to answers in
 * words alone, so all answers of a thread answer its first comment.
 */
final class ThingReader {
    private static final Logger LOG = LoggerFactory.getLogger(ThingReader.class);
    private static final String WATCH = "https://www.youtube.com/watch?v=";
    private static final String CHANNEL = "https://www.youtube.com/channel/";
    private static final int LONGEST_HANDLE = 256;

    private ThingReader() {}

    /** The activity of a comment; empty, and noted in the log, when it breaks a bound of the archive. */
    static Optional<Activity> comment(JsonNode comment, @Nullable String ofVideo, String ownChannel) {
        JsonNode snippet = comment.path("snippet");
        String id = comment.path("id").asText("");
        try {
            String video = text(snippet.path("videoId"));
            video = video == null ? ofVideo : video;
            String parent = text(snippet.path("parentId"));
            String thread = CommentId.thread(id);
            Direction direction = author(snippet).equals(ownChannel) ? Direction.OUTBOUND : Direction.INBOUND;
            return Optional.of(Activity.builder(id, direction, commenter(snippet), published(snippet))
                    .content(PlainText.clean(words(snippet)))
                    .inReplyTo(parent == null ? video : parent)
                    .context(video == null ? thread : video)
                    .url(page(video, id))
                    .attachments(picture(snippet))
                    .original(new Original("application/json", comment.toString()))
                    .build());
        } catch (IllegalArgumentException bound) {
            LOG.warn("The comment {} is left out: {}", id, bound.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The activity of a video, as videos.list or the playlist of uploads gives it.
     *
     * @param id of the video: playlists have ids of their own for what is in them
     */
    static Optional<Activity> video(JsonNode item, String id, Instant published, String ownChannel) {
        JsonNode snippet = item.path("snippet");
        try {
            String owner = snippet.path("videoOwnerChannelId")
                    .asText(snippet.path("channelId").asText(""));
            String name = PlainText.line(snippet.path("videoOwnerChannelTitle")
                    .asText(snippet.path("channelTitle").asText("")));
            Actor actor = new Actor(owner, null, name.isEmpty() ? null : name, web(CHANNEL + owner));
            String title = PlainText.line(snippet.path("title").asText(""));
            String description = PlainText.clean(snippet.path("description").asText(""));
            return Optional.of(Activity.builder(
                            id, owner.equals(ownChannel) ? Direction.OUTBOUND : Direction.INBOUND, actor, published)
                    .objectType("Video")
                    .content(description.isEmpty() ? title : title + "\n\n" + description)
                    .context(id)
                    .url(web(WATCH + id))
                    .original(new Original("application/json", item.toString()))
                    .build());
        } catch (IllegalArgumentException bound) {
            LOG.warn("The video {} is left out: {}", id, bound.getMessage());
            return Optional.empty();
        }
    }

    static Receipt receipt(String id, @Nullable String video) {
        return new Receipt(id, page(video, id));
    }

    static URI watch(String video) {
        return URI.create(WATCH + video);
    }

    /** Id of the channel of whoever wrote a comment; empty when YouTube does not say. */
    static String author(JsonNode snippet) {
        return snippet.path("authorChannelId").path("value").asText("");
    }

    private static Actor commenter(JsonNode snippet) {
        String name = PlainText.line(snippet.path("authorDisplayName").asText(""));
        String id = author(snippet);
        boolean handle = name.startsWith("@") && name.length() > 1 && name.length() <= LONGEST_HANDLE;
        // of some there is no channel any more
        String key = !id.isEmpty() ? id : name.isEmpty() ? "unknown" : name;
        return new Actor(
                key,
                handle ? name.substring(1) : null,
                name.isEmpty() ? null : name,
                id.isEmpty() ? null : web(CHANNEL + id));
    }

    /** What was typed is told to its author alone; to others, what is shown. */
    static String words(JsonNode snippet) {
        String typed = snippet.path("textOriginal").asText("");
        return typed.isEmpty() ? snippet.path("textDisplay").asText("") : typed;
    }

    private static Instant published(JsonNode snippet) {
        Instant published = YouTubeApi.instant(snippet.path("publishedAt"));
        if (published == null) {
            throw new IllegalArgumentException("publishedAt: no time");
        }
        return published;
    }

    private static List<Attachment> picture(JsonNode snippet) {
        String address = text(snippet.path("imageUrl"));
        URI picture = address == null ? null : web(address);
        return picture == null ? List.of() : List.of(new Attachment(picture, null, null));
    }

    private static @Nullable URI page(@Nullable String video, String id) {
        return video == null ? null : web(WATCH + video + "&lc=" + id);
    }

    private static @Nullable URI web(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() == null ? null : address;
        } catch (URISyntaxException none) {
            return null;
        }
    }

    static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? node.asText() : null;
    }
}
