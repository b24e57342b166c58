package org.rostrum.connector.bluesky;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.RateBudget;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.SearchQuery;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/** One account of the AT Protocol. */
@Component(configurationPid = "org.rostrum.connector.bluesky", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(BlueskyKind.TYPE)
@Designate(ocd = BlueskyConfig.class, factory = true)
public final class BlueskyConnector implements Connector {
    private static final int PAGE = 100;

    private final BlueskySettings settings;
    private final HttpClient http;
    private final Xrpc xrpc;
    private final Session session;
    private final PostReader reader;
    private final Publisher publisher;
    private final Reactions reactions;

    @Activate
    public BlueskyConnector(
            BlueskyConfig config,
            Map<String, Object> properties,
            @Reference HttpClients clients,
            @Reference ChannelMemory memory,
            @Reference Clock clock) {
        this.settings = BlueskySettings.of(config);
        this.http = clients.open(HttpPolicy.api("rostrum-bluesky/1.0"));
        this.xrpc = new Xrpc(http, settings.service(), clock);
        this.session = new Session(xrpc, settings, memory, String.valueOf(properties.get(CHANNEL)), clock);
        this.reader = new PostReader(settings);
        this.publisher = new Publisher(xrpc, session, reader);
        this.reactions = new Reactions(xrpc, session, publisher, clock);
    }

    @Deactivate
    void close() {
        http.close();
    }

    @Override
    public Set<Ability> abilities() {
        return BlueskyKind.ABILITIES;
    }

    @Override
    public String network() {
        return "bluesky";
    }

    @Override
    public String check() throws DeliveryException {
        JsonNode who = session.who();
        return "@" + who.path("handle").asText() + " (" + who.path("did").asText() + ")";
    }

    @Override
    public boolean canReadAhead() {
        return true;
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        JsonNode before = parse(cursor);
        ObjectNode after = Xrpc.JSON.createObjectNode();
        List<Activity> activities = new ArrayList<>();
        boolean more = step("mentions", before, after, this::mentions, "notifications", activities);
        if (settings.ownPosts()) {
            more |= step("posts", before, after, this::ownPosts, "feed", activities);
        }
        return new Fetched(activities, after.toString(), more, Duration.ZERO);
    }

    private static JsonNode parse(@Nullable String cursor) {
        try {
            return cursor == null ? Xrpc.JSON.createObjectNode() : Xrpc.JSON.readTree(cursor);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("This is no cursor of ours.", damaged);
        }
    }

    private boolean step(
            String list, JsonNode before, ObjectNode after, Timeline.Pages pages, String field, List<Activity> into)
            throws DeliveryException {
        Timeline.Step step = Timeline.step(before.path(list), pages, page -> items(page.path(field)));
        Direction direction = field.equals("feed") ? Direction.OUTBOUND : Direction.INBOUND;
        for (Timeline.Item item : step.fresh()) {
            reader.read(item.json(), direction).ifPresent(into::add);
        }
        after.set(list, step.state());
        return step.more();
    }

    private JsonNode mentions(@Nullable String page) throws DeliveryException {
        return session.send(xrpc.notifications(PAGE, page));
    }

    private JsonNode ownPosts(@Nullable String page) throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("actor", session.did());
        parameters.put("limit", PAGE);
        parameters.put("cursor", page);
        return session.send(xrpc.query("app.bsky.feed.getAuthorFeed", parameters));
    }

    /** Posts of the account come within an entry of its feed; what it passed on of others has a reason there. */
    private static List<Timeline.Item> items(JsonNode list) {
        List<Timeline.Item> items = new ArrayList<>();
        for (JsonNode entry : list) {
            boolean passedOn = entry.has("post") && entry.hasNonNull("reason");
            JsonNode view = entry.has("post") ? entry.path("post") : entry;
            Instant time = PostReader.instant(view.path("indexedAt").asText());
            String uri = view.path("uri").asText();
            if (!passedOn && time != null && uri.contains("/" + PostUri.POSTS + "/")) {
                items.add(new Timeline.Item(uri, time, view));
            }
        }
        return items;
    }

    @Override
    public Fetched search(SearchQuery query, @Nullable String cursor) throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("q", query.words());
        parameters.put("sort", "latest");
        parameters.put("lang", query.language());
        parameters.put("since", query.since());
        parameters.put("limit", query.limit());
        parameters.put("cursor", cursor);
        JsonNode page = session.send(xrpc.query("app.bsky.feed.searchPosts", parameters));
        List<Activity> found = new ArrayList<>();
        for (JsonNode view : page.path("posts")) {
            boolean own = view.path("author").path("did").asText().equals(session.did());
            reader.read(view, own ? Direction.OUTBOUND : Direction.INBOUND).ifPresent(found::add);
        }
        String next = page.path("cursor").asText("");
        return new Fetched(found, next, !next.isEmpty() && !page.path("posts").isEmpty(), Duration.ZERO);
    }

    @Override
    public Receipt publish(Post post) throws DeliveryException {
        return publisher.publish(post);
    }

    @Override
    public boolean canFind() {
        return true;
    }

    @Override
    public Optional<Receipt> find(Post post) throws DeliveryException {
        return publisher.find(post);
    }

    @Override
    public Map<String, PostMetrics> metrics(List<String> networkIds) throws DeliveryException {
        return reactions.metrics(networkIds);
    }

    @Override
    public void moderate(Moderation moderation) throws DeliveryException {
        reactions.moderate(moderation);
    }

    @Override
    public List<RateBudget> budgets() {
        RateBudget known = xrpc.budget();
        return known == null ? List.of() : List.of(known);
    }
}
