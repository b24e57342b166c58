package org.rostrum.connector.feed;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.feed.web.Answer;
import org.rostrum.connector.feed.web.GuardedClient;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Fetched;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One RSS or Atom feed. Asks only for what has changed, and hands over entries that it has not handed over before; a new
 * revision of a known entry is no new activity.
 */
@Component(
        configurationPid = "org.rostrum.connector.feed",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Connector.TYPE + "=feed")
@Designate(ocd = FeedConfig.class, factory = true)
public final class FeedConnector implements Connector {
    private static final Logger LOG = LoggerFactory.getLogger(FeedConnector.class);
    private static final String USER_AGENT = "Rostrum/1.0 (feed reader; conditional requests)";
    private static final String ACCEPT =
            "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8,"
                    + " */*;q=0.1";

    private final Clock clock;
    private final @Nullable FeedSettings settings;
    private final String misconfigured;
    private final @Nullable GuardedClient client;

    @Activate
    public FeedConnector(FeedConfig config, @Reference FeedNetwork network, @Reference Clock clock) {
        this.clock = clock;
        FeedSettings read = null;
        String wrong = "";
        try {
            read = FeedSettings.of(config, network);
        } catch (WrongSettingException problem) {
            // told at every fetch, where people see it; a component that fails is only in the log
            wrong = String.valueOf(problem.getMessage());
        }
        this.settings = read;
        this.misconfigured = wrong;
        this.client = read == null ? null : new GuardedClient(read.limits(), USER_AGENT, clock);
    }

    @Deactivate
    void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.LISTEN);
    }

    @Override
    public String network() {
        return "feed";
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        if (settings == null || client == null) {
            throw new DeliveryException(FailureCategory.REJECTED, misconfigured, null);
        }
        FeedCursor before = FeedCursor.parse(cursor, settings.address());
        Answer answer = client.get(settings.address(), headers(before));
        if (!answer.changed()) {
            return new Fetched(List.of(), before.text(), false, answer.maxAge());
        }
        FeedDocument document = FeedDocument.parse(answer);
        EntryReader reader = new EntryReader(settings, document, clock.instant());
        Map<String, FeedDocument.Entry> entries = new LinkedHashMap<>();
        for (FeedDocument.Entry entry : document.entries()) {
            entries.putIfAbsent(reader.id(entry), entry);
        }
        FeedCursor after = before.after(answer.etag(), answer.lastModified(), entries.keySet());
        return new Fetched(
                fresh(entries, before, reader), after.text(), false, longer(answer.maxAge(), document.pause()));
    }

    private static Map<String, String> headers(FeedCursor cursor) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", ACCEPT);
        if (cursor.etag() != null) {
            headers.put("If-None-Match", cursor.etag());
        }
        if (cursor.lastModified() != null) {
            headers.put("If-Modified-Since", cursor.lastModified());
        }
        return headers;
    }

    /** Oldest first; feeds have the newest first, and some have no times. */
    private List<Activity> fresh(Map<String, FeedDocument.Entry> entries, FeedCursor before, EntryReader reader) {
        List<Activity> fresh = new ArrayList<>();
        entries.forEach((id, entry) -> {
            if (!before.knows(id)) {
                try {
                    fresh.add(reader.read(entry));
                } catch (IllegalArgumentException bound) {
                    LOG.warn("The entry {} of {} is left out: {}", id, address(), bound.getMessage());
                }
            }
        });
        Collections.reverse(fresh);
        fresh.sort(Comparator.comparing(Activity::published));
        return fresh;
    }

    private Object address() {
        return settings == null ? "" : settings.address();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
