package org.rostrum.connector.x;

import java.time.Clock;
import java.time.Duration;
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

/** One account on X. */
@Component(configurationPid = "org.rostrum.connector.x", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(XKind.TYPE)
@Designate(ocd = XConfig.class, factory = true)
public final class XConnector implements Connector {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final XSettings settings;
    private final HttpClient http;
    private final Quotas quotas;
    private final Session session;
    private final Spending spending;
    private final Account account;
    private final Inbox inbox;
    private final Search search;
    private final Uploads uploads;
    private final Publisher publisher;
    private final Messages messages;
    private final Reactions reactions;

    @Activate
    public XConnector(
            XConfig config,
            Map<String, Object> properties,
            @Reference HttpClients clients,
            @Reference ChannelMemory memory,
            @Reference Clock clock) {
        String channel = String.valueOf(properties.get(CHANNEL));
        this.settings = XSettings.of(config);
        // shorter calls than others make: what is done consists of several
        this.http = clients.open(
                new HttpPolicy("rostrum-x/1.0", Duration.ofSeconds(20), Duration.ofSeconds(15), 10 * 1024 * 1024, 0));
        this.quotas = new Quotas(clock);
        this.session = new Session(http, settings, memory, channel, clock);
        this.spending = new Spending(settings, memory, channel, clock);
        XApi api = new XApi(http, settings, session, quotas, spending, clock);
        this.account = new Account(api, settings, session, spending);
        PostReader reader = new PostReader(settings.web());
        this.inbox = new Inbox(api, settings, account, quotas, reader, clock);
        this.search = new Search(api, settings, account, reader, clock);
        this.uploads = new Uploads(api, spending, clock, PATIENCE);
        this.publisher =
                new Publisher(api, settings, account, uploads, new ThreadProgress(memory, channel), spending, clock);
        this.messages = new Messages(api, account, uploads, spending, clock);
        this.reactions = new Reactions(api, settings, account, spending, clock);
    }

    @Deactivate
    void close() {
        uploads.close();
        http.close();
    }

    @Override
    public Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.copyOf(XKind.ABILITIES);
        if (!settings.directMessages()) {
            abilities.remove(Ability.DIRECT_MESSAGE);
        }
        return abilities;
    }

    /** The ids are those of Twitter, under whose name much was archived. */
    @Override
    public String network() {
        return "twitter";
    }

    @Override
    public String check() throws DeliveryException {
        return account.check();
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        spending.requireReading();
        return inbox.fetch(cursor);
    }

    @Override
    public Fetched search(SearchQuery query, @Nullable String cursor) throws DeliveryException {
        spending.requireReading();
        return search.search(query, cursor);
    }

    @Override
    public Receipt publish(Post post) throws DeliveryException {
        return isMessage(post) ? messages.send(post) : publisher.publish(post);
    }

    @Override
    public boolean canFind() {
        return true;
    }

    @Override
    public Optional<Receipt> find(Post post) throws DeliveryException {
        return isMessage(post) ? messages.find(post) : publisher.find(post);
    }

    private boolean isMessage(Post post) throws DeliveryException {
        boolean message = post.recipient() != null;
        if (message && !settings.directMessages()) {
            throw new DeliveryException(
                    FailureCategory.UNSUPPORTED,
                    "This channel sends no direct messages. Switch on directMessages, with the scopes for it.",
                    null);
        }
        return message;
    }

    @Override
    public Map<String, PostMetrics> metrics(List<String> networkIds) throws DeliveryException {
        spending.requireReading();
        return reactions.metrics(networkIds);
    }

    @Override
    public void moderate(Moderation moderation) throws DeliveryException {
        reactions.moderate(moderation);
    }

    @Override
    public List<RateBudget> budgets() {
        RateBudget known = quotas.mentions();
        return known == null ? List.of() : List.of(known);
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Set<String> missing = session.missing(Scopes.of(settings));
        if (!missing.isEmpty()) {
            warnings.add(XApi.lacks(missing));
        }
        if (spending.isUsedUp()) {
            warnings.add("The " + settings.monthlyDollars()
                    + " dollars of this month are spent: nothing is read until the next, or until monthlyDollars is"
                    + " raised.");
        }
        return warnings;
    }
}
