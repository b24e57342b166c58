package org.rostrum.connector.meta;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
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
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;

/** One professional account on Instagram. */
@Component(configurationPid = "org.rostrum.connector.instagram", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(InstagramKind.TYPE)
@Designate(ocd = InstagramConfig.class, factory = true)
public final class InstagramConnector implements Connector {
    private final GraphSettings settings;
    private final Clock clock;
    private final HttpClient http;
    private final Usage usage;
    private final Access access;
    private final Listening listening;
    private final Quota quota;
    private final Containers containers;
    private final InstagramPublisher publisher;
    private final InstagramMetrics metrics;
    private final InstagramModerator moderator;
    private final InstagramChanges changes;
    private final @Nullable Webhook webhook;

    @Activate
    public InstagramConnector(
            InstagramConfig config,
            Map<String, Object> properties,
            @Reference HttpClients clients,
            @Reference ChannelMemory memory,
            @Reference Clock clock) {
        this.settings = GraphSettings.of(config);
        this.clock = clock;
        this.http = clients.open(FacebookConnector.POLICY);
        this.usage = new Usage(clock);
        GraphApi api = new GraphApi(http, settings, usage);
        this.access = new Access(api, settings, clock);
        InstagramReader reader = new InstagramReader(config.ownPosts());
        this.listening =
                new Listening(new InstagramPlace(api, access, reader), Duration.ofDays(settings.days()), access, clock);
        this.quota = new Quota(api, access, clock);
        this.containers = new Containers(api, access, settings);
        this.publisher = new InstagramPublisher(
                api, access, containers, new Notes(memory, String.valueOf(properties.get(CHANNEL))), quota, clock);
        this.metrics = new InstagramMetrics(api, access, clock);
        this.moderator = new InstagramModerator(api, access);
        this.changes = new InstagramChanges(api, access, reader);
        String verifyToken = settings.verifyToken();
        this.webhook = verifyToken == null ? null : new Webhook(settings, verifyToken, "instagram", changes, clock);
    }

    @Deactivate
    void close() {
        containers.close();
        http.close();
    }

    @Override
    public Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.copyOf(InstagramKind.ABILITIES);
        if (webhook == null) {
            abilities.remove(Ability.WEBHOOK);
        }
        return abilities;
    }

    @Override
    public String network() {
        return "instagram";
    }

    @Override
    public String check() throws DeliveryException {
        Attempt attempt = new Attempt(clock);
        access.require(InstagramKind.PERMISSIONS);
        attempt.requireTime();
        access.look();
        String account = access.account();
        Access.Me me = access.me();
        return "@" + me.handle() + " (account " + account + ", linked to the page " + me.name() + ")";
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        return listening.fetch(cursor);
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
        return metrics.metrics(networkIds);
    }

    @Override
    public void moderate(Moderation moderation) throws DeliveryException {
        moderator.moderate(moderation);
    }

    @Override
    public Received receive(WebhookCall call) throws DeliveryException {
        return webhook == null ? Connector.super.receive(call) : webhook.receive(call);
    }

    @Override
    public Optional<Instant> credentialsEnd() {
        return access.end();
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(access.warnings());
        warnings.addAll(usage.warnings(settings.version()));
        if (changes.toldOfOthers()) {
            warnings.add(
                    "The app calls this channel about other accounts, too, which is left out: Meta knows one address for all"
                            + " accounts of an app. Give each an app of its own, or have the others asked only.");
        }
        return warnings;
    }

    @Override
    public List<RateBudget> budgets() {
        List<RateBudget> budgets = new ArrayList<>(usage.budgets());
        RateBudget posts = quota.budget();
        if (posts != null) {
            budgets.add(posts);
        }
        return budgets;
    }
}
