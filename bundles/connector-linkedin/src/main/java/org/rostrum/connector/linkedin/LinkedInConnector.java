package org.rostrum.connector.linkedin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
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
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/** A page of LinkedIn. */
@Component(configurationPid = "org.rostrum.connector.linkedin", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(LinkedInKind.TYPE)
@Designate(ocd = LinkedInConfig.class, factory = true)
public final class LinkedInConnector implements Connector {
    private static final String NOTIFICATIONS = "notifications";
    private static final String POSTS = "posts";

    private final LinkedInSettings settings;
    private final HttpClient http;
    private final LinkedInTokens tokens;
    private final LinkedInApi api;
    private final Notifications notifications;
    private final OwnPosts ownPosts;
    private final Images images;
    private final Publisher publisher;
    private final Commenter commenter;
    private final Moderator moderator;
    private final Reactions reactions;
    private final LinkedInCalls calls;

    @Activate
    public LinkedInConnector(
            LinkedInConfig config,
            Map<String, Object> properties,
            @Reference HttpClients clients,
            @Reference ChannelMemory memory,
            @Reference Clock clock) {
        this.settings = LinkedInSettings.of(config);
        // an attempt is a few calls, and must end within a minute
        this.http = clients.open(new HttpPolicy(
                "rostrum-linkedin/1.0", Duration.ofSeconds(25), Duration.ofSeconds(15), 10 * 1024 * 1024, 0));
        this.tokens = new LinkedInTokens(http, settings, memory, String.valueOf(properties.get(CHANNEL)), clock);
        this.api = new LinkedInApi(http, settings, tokens, clock);
        NotificationReader reader = new NotificationReader(settings.organization());
        this.notifications = new Notifications(api, settings, reader, clock);
        this.ownPosts = new OwnPosts(api, settings, clock);
        this.images = new Images(api, settings.organization(), clock);
        this.publisher = new Publisher(api, settings.organization(), images);
        this.commenter = new Commenter(api, settings.organization());
        this.moderator = new Moderator(api, settings.organization());
        this.reactions = new Reactions(api, settings.organization());
        this.calls = new LinkedInCalls(settings.clientSecret(), reader);
    }

    @Deactivate
    void close() {
        images.close();
        http.close();
    }

    @Override
    public Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.copyOf(LinkedInKind.ABILITIES);
        if (!settings.webhook()) {
            abilities.remove(Ability.WEBHOOK);
        }
        return abilities;
    }

    @Override
    public String network() {
        return "linkedin";
    }

    @Override
    public String check() throws DeliveryException {
        String number =
                settings.organization().substring(settings.organization().lastIndexOf(':') + 1);
        JsonNode page = api.get("organizations/" + number);
        // what each of the scopes is needed for
        api.get("organizationalEntityNotifications?q=criteria&actions=List(COMMENT)&organizationalEntity="
                + HttpCall.encode(settings.organization()) + "&timeRange=(start:0,end:1)&count=1");
        OwnPosts.page(api, settings.organization(), 0);
        String name = page.path("localizedName").asText(number);
        String vanity = page.path("vanityName").asText("");
        return vanity.isEmpty() ? name : name + " (linkedin.com/company/" + vanity + ")";
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        ObjectNode state = parse(cursor);
        List<Activity> activities = new ArrayList<>();
        boolean posts = state.path("step").asText("").equals(POSTS);
        boolean done = posts
                ? ownPosts.step(state.withObject("/" + POSTS), activities)
                : notifications.step(state.withObject("/" + NOTIFICATIONS), activities);
        boolean postsNext = posts ? !done : done && settings.ownPosts();
        state.put("step", postsNext ? POSTS : NOTIFICATIONS);
        return new Fetched(activities, state.toString(), postsNext || !done, Duration.ZERO);
    }

    private static ObjectNode parse(@Nullable String cursor) {
        try {
            return cursor != null && LinkedInApi.JSON.readTree(cursor) instanceof ObjectNode state
                    ? state
                    : LinkedInApi.JSON.createObjectNode();
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("This is no cursor of ours.", damaged);
        }
    }

    @Override
    public Receipt publish(Post post) throws DeliveryException {
        if (post.recipient() != null) {
            return Connector.super.publish(post);
        }
        return post.inReplyTo() == null ? publisher.publish(post) : commenter.publish(post);
    }

    @Override
    public boolean canFind() {
        return true;
    }

    @Override
    public Optional<Receipt> find(Post post) throws DeliveryException {
        return post.inReplyTo() == null ? publisher.find(post) : commenter.find(post);
    }

    @Override
    public Map<String, PostMetrics> metrics(List<String> networkIds) throws DeliveryException {
        return reactions.metrics(networkIds);
    }

    @Override
    public void moderate(Moderation moderation) throws DeliveryException {
        moderator.moderate(moderation);
    }

    @Override
    public Received receive(WebhookCall call) throws DeliveryException {
        return settings.webhook() ? calls.receive(call) : Connector.super.receive(call);
    }

    @Override
    public Optional<Instant> credentialsEnd() {
        return tokens.end();
    }
}
