package org.rostrum.connector.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One RSS or Atom feed. Asks only for what has changed, and hands over entries that it has not handed over before; a new
 * revision of a known entry is no new activity.
 */
@ConnectorType("feed")
@Component(configurationPid = "org.rostrum.connector.feed", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FeedConfig.class, factory = true)
public final class FeedConnector implements Connector {
    private static final Logger LOG = LoggerFactory.getLogger(FeedConnector.class);
    private static final int UNCHANGED = 304;
    private static final String ACCEPT =
            "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8,"
                    + " */*;q=0.1";

    private final Clock clock;
    private final @Nullable FeedSettings settings;
    private final String misconfigured;
    private final @Nullable HttpClient client;

    @Activate
    public FeedConnector(FeedConfig config, @Reference HttpClients http, @Reference Clock clock) {
        this.clock = clock;
        FeedSettings read = null;
        String wrong = "";
        try {
            read = FeedSettings.of(config);
        } catch (WrongSettingException problem) {
            // told by every operation, where people see it; a component that fails is only in the log
            wrong = String.valueOf(problem.getMessage());
        }
        this.settings = read;
        this.misconfigured = wrong;
        this.client = read == null ? null : http.open(read.policy());
    }

    @Deactivate
    void close() {
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
    public String check() throws DeliveryException {
        FeedSettings known = settings();
        HttpAnswer answer = ask(known, FeedCursor.start(known.address()));
        FeedDocument document = FeedDocument.parse(answer);
        String title = document.title();
        return (title.isEmpty() ? "A feed without a title" : title) + " ("
                + known.address().getHost() + ")";
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        FeedSettings known = settings();
        FeedCursor before = FeedCursor.parse(cursor, known.address());
        HttpAnswer answer = ask(known, before);
        if (answer.status() == UNCHANGED) {
            return new Fetched(List.of(), before.text(), false, answer.maxAge());
        }
        FeedDocument document = FeedDocument.parse(answer);
        EntryReader reader = new EntryReader(known, document, clock.instant());
        Map<String, FeedDocument.Entry> entries = new LinkedHashMap<>();
        for (FeedDocument.Entry entry : document.entries()) {
            entries.putIfAbsent(reader.id(entry), entry);
        }
        FeedCursor after = before.after(
                answer.header("ETag").orElse(null),
                answer.header("Last-Modified").orElse(null),
                entries.keySet());
        return new Fetched(
                fresh(entries, before, reader), after.text(), false, longer(answer.maxAge(), document.pause()));
    }

    private FeedSettings settings() throws DeliveryException {
        if (settings == null) {
            throw new DeliveryException(FailureCategory.REJECTED, misconfigured, null);
        }
        return settings;
    }

    /** The document, or {@link #UNCHANGED}. */
    private HttpAnswer ask(FeedSettings known, FeedCursor cursor) throws DeliveryException {
        HttpCall call = HttpCall.get(known.address()).with("Accept", ACCEPT);
        if (cursor.etag() != null) {
            call = call.with("If-None-Match", cursor.etag());
        }
        if (cursor.lastModified() != null) {
            call = call.with("If-Modified-Since", cursor.lastModified());
        }
        HttpAnswer answer = Objects.requireNonNull(client).send(call);
        if (answer.status() != 200 && answer.status() != UNCHANGED) {
            throw Refusals.of(answer);
        }
        return answer;
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
