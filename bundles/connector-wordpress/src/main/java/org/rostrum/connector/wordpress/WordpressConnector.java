package org.rostrum.connector.wordpress;

import java.time.Clock;
import java.time.Duration;
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
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.SearchQuery;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/** One account of a WordPress site. */
@Component(configurationPid = "org.rostrum.connector.wordpress", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(WordpressKind.TYPE)
@Designate(ocd = WordpressConfig.class, factory = true)
public final class WordpressConnector implements Connector {
    private static final String AGENT = "rostrum-wordpress/1.0";
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final List<HttpClient> clients;
    private final Profile profile;
    private final Listener listener;
    private final Finder finder;
    private final Publisher publisher;
    private final Answers answers;
    private final Counts counts;
    private final Moderator moderator;
    private final Clock clock;

    @Activate
    public WordpressConnector(WordpressConfig config, @Reference HttpClients clients, @Reference Clock clock) {
        WordpressSettings settings = WordpressSettings.of(config);
        // calls of several lengths, since most operations consist of several
        HttpClient http = clients.open(policy(20, 0));
        HttpClient pages = clients.open(policy(10, 5));
        HttpClient uploads = clients.open(policy(40, 0));
        this.clients = List.of(http, pages, uploads);
        WordpressApi api = new WordpressApi(http, pages, uploads, settings, clock);
        this.profile = new Profile(api, settings, clock);
        Staff staff = new Staff(api, profile, clock);
        this.listener = new Listener(api, profile, staff, settings, clock);
        this.finder = new Finder(api, staff);
        this.publisher = new Publisher(api, settings);
        this.answers = new Answers(api, profile);
        this.counts = new Counts(api, clock);
        this.moderator = new Moderator(api);
        this.clock = clock;
    }

    private static HttpPolicy policy(int seconds, int redirects) {
        Duration whole = Duration.ofSeconds(seconds);
        return new HttpPolicy(AGENT, whole, whole, MOST_BYTES, redirects);
    }

    @Deactivate
    void close() {
        clients.forEach(HttpClient::close);
    }

    @Override
    public Set<Ability> abilities() {
        return profile.abilities();
    }

    @Override
    public String network() {
        return "wordpress";
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
        return listener.fetch(cursor);
    }

    @Override
    public Fetched search(SearchQuery query, @Nullable String cursor) throws DeliveryException {
        return finder.search(query, cursor);
    }

    @Override
    public Receipt publish(Post post) throws DeliveryException {
        for (Ability needed : post.needs()) {
            require(needed);
        }
        String asked = asked(post);
        return asked == null ? publisher.publish(post, new Pace(clock)) : answers.publish(post, asked);
    }

    @Override
    public boolean canFind() {
        return true;
    }

    @Override
    public Optional<Receipt> find(Post post) throws DeliveryException {
        String asked = asked(post);
        return asked == null ? publisher.find(post) : answers.find(post, asked);
    }

    private static @Nullable String asked(Post post) throws DeliveryException {
        if (post.recipient() != null) {
            throw new DeliveryException(FailureCategory.UNSUPPORTED, "WordPress knows no direct messages.", null);
        }
        return post.inReplyTo();
    }

    @Override
    public Map<String, PostMetrics> metrics(List<String> networkIds) throws DeliveryException {
        return counts.of(networkIds);
    }

    @Override
    public void moderate(Moderation moderation) throws DeliveryException {
        require(Ability.MODERATE);
        moderator.moderate(moderation);
    }

    private void require(Ability ability) throws DeliveryException {
        if (!abilities().contains(ability)) {
            throw new DeliveryException(
                    FailureCategory.UNSUPPORTED,
                    "The account's role at the site does not suffice for " + ability + ".",
                    null);
        }
    }
}
