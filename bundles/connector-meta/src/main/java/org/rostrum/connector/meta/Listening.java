package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;

/**
 * Reads posts and what is said below them. Meta has no list of all comments, so each look goes through the posts of the last days,
 * newest first, and into those whose comments have changed since. A look of many calls is made in several parts.
 */
final class Listening {
    private static final int MOST_CALLS = 10;

    private final Place place;
    private final Duration reach;
    private final Access access;
    private final Clock clock;

    Listening(Place place, Duration reach, Access access, Clock clock) {
        this.place = place;
        this.reach = reach;
        this.access = access;
        this.clock = clock;
    }

    Fetched fetch(@Nullable String cursor) throws DeliveryException {
        Attempt attempt = new Attempt(clock);
        access.me();
        attempt.requireTime();
        Part part = new Part(Reading.of(cursor), attempt);
        boolean ended = false;
        try {
            ended = part.read();
        } catch (DeliveryException failure) {
            // what was brought until then is not asked for again; what fails will fail once more
            boolean further = part.answers > 0 && !part.reading.cursor().equals(cursor);
            if (failure.category() != FailureCategory.UNAVAILABLE || !further) {
                throw failure;
            }
        }
        if (attempt.hasTime()) {
            access.watch();
        }
        return new Fetched(part.oldestFirst(), part.reading.cursor(), !ended, Duration.ZERO);
    }

    /** What one fetch does. */
    private final class Part {
        private final Reading reading;
        private final Attempt attempt;
        private final Instant oldest;
        private final List<Activity> newestFirst = new ArrayList<>();
        private int answers;

        Part(Reading reading, Attempt attempt) {
            this.reading = reading;
            this.attempt = attempt;
            this.oldest = reading.begin(clock.instant()).minus(reach);
        }

        /** Gives whether the round has ended. */
        boolean read() throws DeliveryException {
            readComments();
            while (reading.post() == null && mayAsk()) {
                JsonNode page = posts();
                if (!readPosts(page)) {
                    return false;
                }
                if (!turn(page)) {
                    reading.end();
                    return true;
                }
            }
            return false;
        }

        private boolean mayAsk() {
            return answers < MOST_CALLS && attempt.hasTime();
        }

        /** Where a page begins holds for some time only, and for one page of Facebook: else the list is begun anew. */
        private JsonNode posts() throws DeliveryException {
            JsonNode page;
            try {
                page = place.posts(reading.list(), reading.after());
            } catch (DeliveryException failure) {
                if (reading.after() == null || failure.category() != FailureCategory.REJECTED) {
                    throw failure;
                }
                reading.turnTo(reading.list(), null);
                attempt.requireTime();
                page = place.posts(reading.list(), null);
            }
            answers++;
            return page;
        }

        private JsonNode comments(String post) throws DeliveryException {
            JsonNode page;
            try {
                page = place.comments(post, reading.inside());
            } catch (DeliveryException failure) {
                if (reading.inside() == null || failure.category() != FailureCategory.REJECTED) {
                    throw failure;
                }
                reading.goOn(null);
                attempt.requireTime();
                page = place.comments(post, null);
            }
            answers++;
            return page;
        }

        /** Gives whether the page was read to its end. */
        private boolean readPosts(JsonNode page) throws DeliveryException {
            for (JsonNode post : page.path("data")) {
                String id = post.path("id").asText("");
                if (!id.isEmpty() && !isOld(post) && !reading.hasVisited(id)) {
                    note(id, post);
                    String comments = place.commentsOf(reading.list(), post);
                    if (comments.isEmpty() || reading.isQuiet(id, comments)) {
                        reading.visit(id);
                    } else if (!place.hasComments(post)) {
                        reading.settle(id, comments);
                    } else {
                        reading.enter(id, comments, oldest);
                        readComments();
                        if (reading.post() != null) {
                            return false;
                        }
                    }
                }
            }
            return true;
        }

        private boolean isOld(JsonNode post) {
            Instant said = place.time(post);
            return said == null || said.isBefore(oldest);
        }

        private void note(String id, JsonNode post) throws DeliveryException {
            boolean known = reading.knows(id);
            boolean changed = reading.notes(id, place.words(post));
            if (!known) {
                place.post(post).ifPresent(newestFirst::add);
            } else if (changed) {
                place.edited(post).ifPresent(newestFirst::add);
            }
        }

        /** Goes on in the comments of the post that was entered, if there is one. */
        private void readComments() throws DeliveryException {
            for (String post = reading.post(); post != null && mayAsk(); post = reading.post()) {
                JsonNode page = comments(post);
                boolean reached = false;
                for (JsonNode comment : place.flat(page)) {
                    Instant said = place.time(comment);
                    if (said != null && said.isBefore(reading.from())) {
                        reached = true;
                    } else if (said != null && reading.isNew(comment.path("id").asText(), said)) {
                        place.comment(post, comment).ifPresent(newestFirst::add);
                    }
                }
                String next = GraphApi.next(page);
                if (next == null || (reached && !place.looksBehind(reading.pages() + 1))) {
                    reading.leave();
                } else {
                    reading.goOn(next);
                }
            }
        }

        /** Turns to the next page or list; gives whether there is one. */
        private boolean turn(JsonNode page) {
            // an empty page is no end: what is not for us is left out of it
            boolean old = !page.path("data").isEmpty();
            for (JsonNode post : page.path("data")) {
                old &= isOld(post);
            }
            String next = GraphApi.next(page);
            if (next != null && !old && !reading.isFull()) {
                reading.turnTo(reading.list(), next);
                return true;
            }
            if (reading.list() + 1 < place.lists()) {
                reading.turnTo(reading.list() + 1, null);
                return true;
            }
            return false;
        }

        List<Activity> oldestFirst() {
            List<Activity> all = new ArrayList<>(newestFirst);
            Collections.reverse(all);
            all.sort(Comparator.comparing(Activity::published));
            return all;
        }
    }
}
