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
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.ChannelNews;
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
import org.rostrum.spi.http.HttpPolicy;

/** One page on Facebook. */
@Component(configurationPid = "org.rostrum.connector.facebook", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(FacebookKind.TYPE)
@Designate(ocd = FacebookConfig.class, factory = true)
public final class FacebookConnector implements Connector {
    /** Shorter calls than others make: an attempt to publish consists of several. */
    static final HttpPolicy POLICY =
            new HttpPolicy("rostrum-meta/1.0", Duration.ofSeconds(30), Duration.ofSeconds(15), 16 * 1024 * 1024, 0);

    private final boolean messages;
    private final GraphSettings settings;
    private final Clock clock;
    private final HttpClient http;
    private final Usage usage;
    private final Access access;
    private final Listening listening;
    private final PagePublisher publisher;
    private final PageMetrics metrics;
    private final PageModerator moderator;
    private final PageChanges changes;
    private final @Nullable Webhook webhook;

    @Activate
    public FacebookConnector(
            FacebookConfig config,
            Map<String, Object> properties,
            @Reference HttpClients clients,
            @Reference ChannelMemory memory,
            @Reference ChannelNews news,
            @Reference Clock clock) {
        this.settings = GraphSettings.of(config);
        this.messages = config.messages();
        this.clock = clock;
        this.http = clients.open(POLICY);
        this.usage = new Usage(clock);
        GraphApi api = new GraphApi(http, settings, usage);
        this.access = new Access(api, settings, clock);
        PageReader reader = new PageReader(config.ownPosts());
        this.listening = new Listening(
                new PagePlace(api, access, reader, messages), Duration.ofDays(settings.days()), access, clock);
        String channel = String.valueOf(properties.get(CHANNEL));
        Notes notes = new Notes(memory, channel);
        Films films = new Films(api, access, settings, notes, clock);
        this.publisher = new PagePublisher(api, access, films, notes, clock);
        this.metrics = new PageMetrics(api, access, clock);
        this.moderator = new PageModerator(api, access);
        this.changes = new PageChanges(access, reader, messages, news, channel);
        String verifyToken = settings.verifyToken();
        this.webhook = verifyToken == null ? null : new Webhook(settings, verifyToken, "page", changes, clock);
    }

    @Deactivate
    void close() {
        http.close();
    }

    @Override
    public Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.copyOf(FacebookKind.ABILITIES);
        if (webhook == null) {
            abilities.remove(Ability.WEBHOOK);
        }
        if (!messages) {
            abilities.remove(Ability.DIRECT_MESSAGE);
        }
        return abilities;
    }

    @Override
    public String network() {
        return "facebook";
    }

    @Override
    public String check() throws DeliveryException {
        List<String> permissions = new ArrayList<>(FacebookKind.PERMISSIONS);
        if (messages) {
            permissions.add(FacebookKind.FOR_MESSAGES);
        }
        Attempt attempt = new Attempt(clock);
        access.require(permissions);
        attempt.requireTime();
        Access.Me me = access.look();
        return me.name() + " (page " + me.id() + ")";
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        return listening.fetch(cursor);
    }

    @Override
    public Receipt publish(Post post) throws DeliveryException {
        if (post.recipient() != null && !messages) {
            throw new DeliveryException(
                    FailureCategory.UNSUPPORTED,
                    "This channel writes no messages. Switch on \"Messages\" in its settings.",
                    null);
        }
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
                    "The app calls this channel about other pages, too, which is left out: Meta knows one address for all"
                            + " pages of an app. Give each page an app of its own, or have the other pages asked only.");
        }
        return warnings;
    }

    @Override
    public List<RateBudget> budgets() {
        return usage.budgets();
    }
}
