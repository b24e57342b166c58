package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the calls of the hub. A push names videos and little else, so they are asked for: what comes is the same as the looks
 * for videos bring. A change of title or description pushes a video again, which the archive has already.
 */
final class HubCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HubCalls.class);

    private final YouTubeApi api;
    private final YouTubeSettings settings;
    private final OwnChannel own;
    private final Subscription subscription;

    HubCalls(YouTubeApi api, YouTubeSettings settings, OwnChannel own, Subscription subscription) {
        this.api = api;
        this.settings = settings;
        this.own = own;
        this.subscription = subscription;
    }

    Received receive(WebhookCall call) throws DeliveryException {
        if (call.method().equals("GET")) {
            return subscription.asksBack(call);
        }
        byte[] body = call.body().bytes();
        if (!Signature.isRight(call, body, settings.hubSecret())) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED, "The call is not signed with the secret of the hub.", null);
        }
        AtomPush push = AtomPush.parse(body).orElse(null);
        if (push == null) {
            return Received.answer(400, "This is no feed of videos.");
        }
        OwnChannel.Facts channel = own.facts();
        List<Activity> activities = new ArrayList<>(videos(push, channel.id()));
        push.gone().forEach((id, when) -> gone(id, when, channel, body).ifPresent(activities::add));
        return Received.of(activities);
    }

    private List<Activity> videos(AtomPush push, String channel) throws DeliveryException {
        List<String> ids = push.videos().stream()
                .filter(video -> video.channel().equals(channel))
                .map(AtomPush.Video::id)
                .distinct()
                .toList();
        List<Activity> activities = new ArrayList<>();
        for (JsonNode item : api.byIds("videos", "snippet,status", ids)) {
            Instant published = YouTubeApi.instant(item.path("snippet").path("publishedAt"));
            boolean ours = item.path("snippet").path("channelId").asText().equals(channel);
            if (ours && published != null && !Videos.isPrivate(item)) {
                ThingReader.video(item, item.path("id").asText(""), published, channel)
                        .ifPresent(activities::add);
            }
        }
        return activities;
    }

    private static Optional<Activity> gone(String id, Instant when, OwnChannel.Facts channel, byte[] body) {
        try {
            return Optional.of(Activity.builder(
                            id + "/deleted",
                            Direction.OUTBOUND,
                            new Actor(channel.id(), null, channel.title(), null),
                            when)
                    .verb("Delete")
                    .objectType("Video")
                    .context(id)
                    .url(ThingReader.watch(id))
                    .original(new Original("application/atom+xml", new String(body, StandardCharsets.UTF_8)))
                    .build());
        } catch (IllegalArgumentException bound) {
            LOG.warn("That the video {} has gone is left out: {}", id, bound.getMessage());
            return Optional.empty();
        }
    }
}
