package org.rostrum.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.RateBudget;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

/** A network in memory, and its connectors, which obey what a test tells them. */
public final class ProbeNetwork {
    public final List<Post> published = Collections.synchronizedList(new ArrayList<>());
    public final List<@Nullable String> cursors = Collections.synchronizedList(new ArrayList<>());
    public final Map<String, Map<String, Object>> given = new ConcurrentHashMap<>();
    public final Deque<Callable<Fetched>> fetches = new ArrayDeque<>();
    public volatile Set<Ability> abilities =
            EnumSet.of(Ability.LISTEN, Ability.PUBLISH, Ability.REPLY, Ability.MEDIA, Ability.WEBHOOK);
    public volatile Callable<String> check = () -> "@acme (Acme Ltd)";
    public volatile @Nullable Callable<Received> webhook;
    public volatile @Nullable DeliveryException publishing;
    public volatile boolean canFind = true;
    /** What the constructor of a connector throws. */
    public volatile @Nullable RuntimeException broken;

    public volatile boolean canReadAhead;
    public volatile @Nullable Instant credentialsEnd;
    public volatile List<RateBudget> budgets = List.of();

    public static Fetched nothing() {
        return new Fetched(List.of(), "0", false, Duration.ZERO);
    }

    public static Fetched brought(List<Activity> activities, String cursor, boolean more) {
        return new Fetched(activities, cursor, more, Duration.ZERO);
    }

    Connector connector(Map<String, Object> properties) {
        RuntimeException failure = broken;
        if (failure != null) {
            throw failure;
        }
        given.put(String.valueOf(properties.get(Connector.CHANNEL)), new TreeMap<>(properties));
        return new ProbeConnector();
    }

    private final class ProbeConnector implements Connector {
        @Override
        public Set<Ability> abilities() {
            return abilities;
        }

        @Override
        public String network() {
            return "probe";
        }

        @Override
        public String check() throws DeliveryException {
            return run(check);
        }

        @Override
        public Fetched fetch(@Nullable String cursor) throws DeliveryException {
            cursors.add(cursor);
            Callable<Fetched> next;
            synchronized (fetches) {
                next = fetches.poll();
            }
            return next == null ? nothing() : run(next);
        }

        @Override
        public boolean canReadAhead() {
            return canReadAhead;
        }

        @Override
        public Receipt publish(Post post) throws DeliveryException {
            DeliveryException failure = publishing;
            if (failure != null && failure.category() != FailureCategory.UNKNOWN_OUTCOME) {
                throw failure;
            }
            for (var media : post.media()) {
                try (var in = media.content().open()) {
                    in.readAllBytes();
                } catch (java.io.IOException lost) {
                    throw new DeliveryException(FailureCategory.REJECTED, "No media", lost);
                }
            }
            published.add(post);
            if (failure != null) {
                throw failure;
            }
            return new Receipt("post-" + published.size(), null);
        }

        @Override
        public boolean canFind() {
            return canFind;
        }

        @Override
        public Optional<Receipt> find(Post post) {
            for (int i = 0; i < published.size(); i++) {
                if (published.get(i).idempotencyKey().equals(post.idempotencyKey())) {
                    return Optional.of(new Receipt("post-" + (i + 1), null));
                }
            }
            return Optional.empty();
        }

        @Override
        public Received receive(WebhookCall call) throws DeliveryException {
            Callable<Received> answer = webhook;
            return answer == null
                    ? Received.answer(200, call.parameter("challenge").orElse("none"))
                    : run(answer);
        }

        @Override
        public Optional<Instant> credentialsEnd() {
            return Optional.ofNullable(credentialsEnd);
        }

        @Override
        public List<RateBudget> budgets() {
            return budgets;
        }

        private static <T> T run(Callable<T> told) throws DeliveryException {
            try {
                return told.call();
            } catch (DeliveryException | RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
