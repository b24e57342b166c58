package org.rostrum.connector.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;

/**
 * Looks for what is new, one call at a time, as each costs: the threads, the answers in those that have new ones, the videos,
 * the comments that are held for review. The cursor says which of these comes next.
 */
final class Listening {
    /** While the hub tells of videos, looking for them is for what it may have missed. */
    private static final Duration VIDEOS_BESIDE_THE_HUB = Duration.ofHours(1);

    private final YouTubeSettings settings;
    private final OwnChannel own;
    private final Threads threads;
    private final Answers answers;
    private final Videos videos;
    private final HeldComments held;
    private final Subscription subscription;
    private final Clock clock;

    private final Map<Step, String> troubles = new ConcurrentHashMap<>();

    Listening(YouTubeSettings settings, YouTubeApi api, OwnChannel own, Subscription subscription, Clock clock) {
        this.settings = settings;
        this.own = own;
        this.threads = new Threads(api, settings, clock);
        this.answers = new Answers(api);
        this.videos = new Videos(api, settings, clock);
        this.held = new HeldComments(api);
        this.subscription = subscription;
        this.clock = clock;
    }

    /** What is looked for, in this order. */
    private enum Step {
        THREADS,
        VIDEOS,
        HELD;

        static Step of(JsonNode state) {
            for (Step step : values()) {
                if (step.name().equals(state.path("step").asText())) {
                    return step;
                }
            }
            return THREADS;
        }
    }

    Fetched fetch(@Nullable String cursor) throws DeliveryException {
        ObjectNode state = parse(cursor);
        OwnChannel.Facts channel = own.facts();
        List<Activity> activities = new ArrayList<>();
        Step step = Step.of(state);
        if (answers.areWanted(state)) {
            answers.step(state, channel.id(), activities);
        } else if (step(step, state, channel, activities)) {
            step = next(step, state);
        }
        boolean whole = step == Step.THREADS
                && !answers.areWanted(state)
                && !state.path("threads").hasNonNull("page")
                && !state.path("threads").path("all").asBoolean();
        state.put("step", step.name());
        if (whole) {
            subscription.keep(channel.id());
        }
        return new Fetched(activities, state.toString(), !whole, Duration.ZERO);
    }

    /** @return whether the step is done */
    private boolean step(Step step, ObjectNode state, OwnChannel.Facts channel, List<Activity> into)
            throws DeliveryException {
        return switch (step) {
            case THREADS -> threads(state, channel.id(), into);
            case VIDEOS -> {
                boolean done =
                        unlessForbidden(step, "The videos of the channel", () -> videos.step(state, channel, into));
                state.put("videosAt", clock.instant().getEpochSecond());
                yield done;
            }
            case HELD -> unlessForbidden(
                    step, "The comments that are held for review", () -> held.step(state, channel.id(), into));
        };
    }

    /** A channel may have comments switched off altogether; it still has videos. */
    private boolean threads(ObjectNode state, String channel, List<Activity> into) throws DeliveryException {
        try {
            boolean done = threads.step(state, channel, into);
            troubles.remove(Step.THREADS);
            return done;
        } catch (DeliveryException failed) {
            if (!YouTubeApi.says(failed, "commentsDisabled")) {
                throw failed;
            }
            troubles.put(Step.THREADS, "There are no comments to be heard. " + failed.getMessage());
            return true;
        }
    }

    /** Reads a page. */
    @FunctionalInterface
    private interface Reading {
        boolean step() throws DeliveryException;
    }

    /** A right that is missing for these must not keep the comments away: it is told as a warning. */
    private boolean unlessForbidden(Step step, String what, Reading reading) throws DeliveryException {
        try {
            boolean done = reading.step();
            troubles.remove(step);
            return done;
        } catch (DeliveryException failed) {
            if (failed.category() != FailureCategory.AUTH_EXPIRED && failed.category() != FailureCategory.REJECTED) {
                throw failed;
            }
            troubles.put(step, what + " cannot be read. " + failed.getMessage());
            return true;
        }
    }

    /** The one after it, of those that are wanted; the first when it was the last. */
    private Step next(Step step, ObjectNode state) {
        if (step == Step.THREADS && settings.ownVideos() && !hubSuffices(state)) {
            return Step.VIDEOS;
        }
        return step != Step.HELD && settings.heldComments() ? Step.HELD : Step.THREADS;
    }

    private boolean hubSuffices(JsonNode state) {
        long last = state.path("videosAt").asLong(0);
        long age = clock.instant().getEpochSecond() - last;
        return subscription.isLive() && age >= 0 && age < VIDEOS_BESIDE_THE_HUB.toSeconds();
    }

    private static ObjectNode parse(@Nullable String cursor) {
        try {
            return cursor != null && YouTubeApi.JSON.readTree(cursor) instanceof ObjectNode state
                    ? state
                    : YouTubeApi.JSON.createObjectNode();
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("This is no cursor of ours.", damaged);
        }
    }

    List<String> warnings() {
        return List.copyOf(troubles.values());
    }
}
