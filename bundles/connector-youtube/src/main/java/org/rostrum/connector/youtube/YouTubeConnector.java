package org.rostrum.connector.youtube;

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
import org.rostrum.connector.youtube.YouTubeSettings.Access;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.SearchQuery;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/** A channel of YouTube. */
@Component(configurationPid = "org.rostrum.connector.youtube", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(YouTubeKind.TYPE)
@Designate(ocd = YouTubeConfig.class, factory = true)
public final class YouTubeConnector implements Connector {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    /** An operation is a few calls, and must end within a minute. */
    private static final Duration WHOLE = Duration.ofSeconds(25);

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final YouTubeSettings settings;
    private final HttpClient http;
    private final @Nullable Tokens tokens;
    private final OwnChannel own;
    private final Subscription subscription;
    private final Listening listening;
    private final HubCalls hubCalls;
    private final Commenter commenter;
    private final Uploader uploader;
    private final Moderator moderator;
    private final Reactions reactions;
    private final VideoSearch search;

    @Activate
    public YouTubeConnector(
            YouTubeConfig config,
            Map<String, Object> properties,
            @Reference HttpClients clients,
            @Reference ChannelMemory memory,
            @Reference Clock clock) {
        String channel = String.valueOf(properties.get(CHANNEL));
        this.settings = YouTubeSettings.of(config);
        this.http = clients.open(new HttpPolicy("rostrum-youtube/1.0", WHOLE, SILENCE, MOST_BYTES, 0));
        this.tokens = settings.access() == Access.KEY ? null : new Tokens(http, settings, memory, channel, clock);
        YouTubeApi api = new YouTubeApi(http, settings, tokens, clock);
        this.own = new OwnChannel(api, settings, tokens);
        this.subscription = new Subscription(http, settings, memory, channel, clock);
        this.listening = new Listening(settings, api, own, subscription, clock);
        this.hubCalls = new HubCalls(api, settings, own, subscription);
        this.commenter = new Commenter(api, own);
        this.uploader = new Uploader(api, settings, own, new Uploads(memory, channel), clock);
        this.moderator = new Moderator(api, own, settings.banSpammers());
        this.reactions = new Reactions(api);
        this.search = new VideoSearch(api, own);
    }

    @Deactivate
    void close() {
        http.close();
    }

    @Override
    public Set<Ability> abilities() {
        Set<Ability> abilities =
                EnumSet.copyOf(settings.access() == Access.OWNER ? YouTubeKind.ABILITIES : YouTubeKind.READING);
        if (settings.callback() == null) {
            abilities.remove(Ability.WEBHOOK);
        }
        return abilities;
    }

    private boolean can(Ability ability) {
        return abilities().contains(ability);
    }

    @Override
    public String network() {
        return "youtube";
    }

    @Override
    public String check() throws DeliveryException {
        return own.check();
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        return listening.fetch(cursor);
    }

    @Override
    public Fetched search(SearchQuery query, @Nullable String cursor) throws DeliveryException {
        return search.search(query, cursor);
    }

    @Override
    public Receipt publish(Post post) throws DeliveryException {
        if (post.recipient() != null || !can(Ability.REPLY)) {
            return Connector.super.publish(post);
        }
        return post.inReplyTo() == null ? uploader.publish(post) : commenter.publish(post);
    }

    @Override
    public boolean canFind() {
        return can(Ability.REPLY);
    }

    @Override
    public Optional<Receipt> find(Post post) throws DeliveryException {
        if (post.recipient() != null || !can(Ability.REPLY)) {
            return Connector.super.find(post);
        }
        return post.inReplyTo() == null ? uploader.find(post) : commenter.find(post);
    }

    @Override
    public Map<String, PostMetrics> metrics(List<String> networkIds) throws DeliveryException {
        return reactions.metrics(networkIds);
    }

    @Override
    public void moderate(Moderation moderation) throws DeliveryException {
        if (!can(Ability.MODERATE)) {
            Connector.super.moderate(moderation);
        }
        moderator.moderate(moderation);
    }

    @Override
    public Received receive(WebhookCall call) throws DeliveryException {
        return can(Ability.WEBHOOK) ? hubCalls.receive(call) : Connector.super.receive(call);
    }

    @Override
    public Optional<Instant> credentialsEnd() {
        return tokens == null ? Optional.empty() : tokens.grantEnds();
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(listening.warnings());
        warnings.addAll(subscription.warnings());
        warnings.addAll(uploader.warnings());
        if (tokens != null && tokens.looksInTesting()) {
            warnings.add("Google grants this access for some days only. If your app is in testing, publish it under"
                    + " \"Audience\" in the Google Cloud console, and have access granted anew.");
        }
        return warnings;
    }
}
