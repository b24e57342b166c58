package org.rostrum.connector.mastodon;

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
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.RateBudget;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.SearchQuery;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/** One account of a Mastodon server. */
@Component(configurationPid = "org.rostrum.connector.mastodon", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(MastodonKind.TYPE)
@Designate(ocd = MastodonConfig.class, factory = true)
public final class MastodonConnector implements Connector {
    private static final int PAGE = 40;
    /** Version of the interface (Mastodon 4.5) from which on quotes of our posts are told. */
    private static final int WITH_QUOTES = 7;

    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final MastodonSettings settings;
    private final HttpClient http;
    private final MastodonApi api;
    private final Profile profile;
    private final Instance instance;
    private final Statuses statuses;
    private final Publisher publisher;
    private final MediaUploads uploads;
    private final Reactions reactions;

    @Activate
    public MastodonConnector(MastodonConfig config, @Reference HttpClients clients, @Reference Clock clock) {
        this.settings = MastodonSettings.of(config);
        // shorter calls than others make: an attempt to publish consists of several
        this.http = clients.open(new HttpPolicy(
                "rostrum-mastodon/1.0", Duration.ofSeconds(30), Duration.ofSeconds(15), 10 * 1024 * 1024, 0));
        this.api = new MastodonApi(http, settings, clock);
        this.profile = new Profile(api);
        this.instance = new Instance(api, clock);
        this.statuses = new Statuses(api, profile);
        this.uploads = new MediaUploads(api, clock, PATIENCE, PAUSE);
        this.publisher = new Publisher(api, profile, instance, new Drafts(instance, profile, statuses), uploads, clock);
        this.reactions = new Reactions(api, statuses);
    }

    @Deactivate
    void close() {
        uploads.close();
        http.close();
    }

    @Override
    public Set<Ability> abilities() {
        return MastodonKind.ABILITIES;
    }

    @Override
    public String network() {
        return "mastodon";
    }

    @Override
    public String check() throws DeliveryException {
        return profile.check();
    }

    @Override
    public boolean canReadAhead() {
        return true;
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        JsonNode before = parse(cursor);
        ObjectNode after = MastodonApi.JSON.createObjectNode();
        List<JsonNode> inbound = new ArrayList<>();
        List<JsonNode> outbound = new ArrayList<>();

        ForwardList.Step mentions = ForwardList.step(before.path("mentions"), this::mentions);
        for (JsonNode notification : mentions.fresh()) {
            if (notification.path("status").isObject()) {
                inbound.add(notification.path("status"));
            }
        }
        after.set("mentions", mentions.state());
        boolean more = mentions.more();
        if (settings.ownPosts()) {
            ForwardList.Step posts = ForwardList.step(before.path("posts"), this::ownPosts);
            posts.fresh().stream()
                    .filter(status -> !status.path("reblog").isObject())
                    .forEach(outbound::add);
            after.set("posts", posts.state());
            more |= posts.more();
        }
        List<Activity> activities = new ArrayList<>();
        read(inbound, Direction.INBOUND, activities);
        read(outbound, Direction.OUTBOUND, activities);
        return new Fetched(activities, after.toString(), more, Duration.ZERO);
    }

    private void read(List<JsonNode> found, Direction direction, List<Activity> into) throws DeliveryException {
        Map<String, String> parents = statuses.parentsOf(found);
        for (JsonNode status : found) {
            StatusReader.read(status, direction, parents).ifPresent(into::add);
        }
    }

    private static JsonNode parse(@Nullable String cursor) {
        try {
            return cursor == null ? MastodonApi.JSON.createObjectNode() : MastodonApi.JSON.readTree(cursor);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("This is no cursor of ours.", damaged);
        }
    }

    /** With those that the account's settings keep from people's sight, because they come from strangers: customers do. */
    private JsonNode mentions(String after) throws DeliveryException {
        String quotes = instance.facts().version() >= WITH_QUOTES ? "&types%5B%5D=quote" : "";
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("include_filtered", true);
        parameters.put("limit", PAGE);
        parameters.put("min_id", after);
        return api.list("/api/v1/notifications?types%5B%5D=mention" + quotes, parameters);
    }

    private JsonNode ownPosts(String after) throws DeliveryException {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("exclude_reblogs", true);
        parameters.put("limit", PAGE);
        parameters.put("min_id", after);
        return api.list("/api/v1/accounts/" + HttpCall.encode(profile.me().id()) + "/statuses", parameters);
    }

    /** Language and time are looked at here: as words of the query not every server understands them. */
    @Override
    public Fetched search(SearchQuery query, @Nullable String cursor) throws DeliveryException {
        int offset = cursor == null || cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
        int limit = Math.min(PAGE, query.limit());
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("q", query.words());
        parameters.put("type", "statuses");
        parameters.put("limit", limit);
        parameters.put("offset", offset == 0 ? null : offset);
        JsonNode page = api.object("/api/v2/search", parameters).path("statuses");

        List<JsonNode> wanted = new ArrayList<>();
        page.forEach(status -> {
            if (fits(status, query)) {
                wanted.add(status);
            }
        });
        Map<String, String> parents = statuses.parentsOf(wanted);
        String own = profile.me().id();
        List<Activity> found = new ArrayList<>();
        for (JsonNode status : wanted) {
            boolean ours = status.path("account").path("id").asText().equals(own);
            StatusReader.read(status, ours ? Direction.OUTBOUND : Direction.INBOUND, parents)
                    .ifPresent(found::add);
        }
        return new Fetched(found, Integer.toString(offset + page.size()), page.size() >= limit, Duration.ZERO);
    }

    private static boolean fits(JsonNode status, SearchQuery query) {
        String language = query.language();
        Instant since = query.since();
        Instant said = MastodonApi.instant(status.path("created_at").asText());
        return (language == null
                        || language.split("-", 2)[0].equals(
                                status.path("language").asText("").split("-", 2)[0]))
                && (since == null || (said != null && !said.isBefore(since)));
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
        RateBudget known = api.budget();
        return known == null ? List.of() : List.of(known);
    }
}
