package org.rostrum.connector.telegram;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
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
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/** A bot of Telegram. It cannot find what it has said: Telegram lets bots read nothing back. */
@Component(configurationPid = "org.rostrum.connector.telegram", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(TelegramKind.TYPE)
@Designate(ocd = TelegramConfig.class, factory = true)
public final class TelegramConnector implements Connector {
    /** Beyond the time for which Telegram was asked to wait for news. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private static final Duration WHOLE = Duration.ofSeconds(50);
    /** A hundred long messages that answer long ones, with each letter written as six. */
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final TelegramSettings settings;
    private final HttpClient http;
    private final Updates updates;
    private final @Nullable Webhook webhook;
    private final Outbox outbox;
    private final Moderator moderator;
    private final Profile profile;
    private final MovedChat moved;

    @Activate
    public TelegramConnector(
            TelegramConfig config,
            Map<String, Object> properties,
            @Reference HttpClients clients,
            @Reference ChannelMemory memory,
            @Reference Clock clock) {
        String channel = String.valueOf(properties.get(CHANNEL));
        this.settings = TelegramSettings.of(config);
        // no redirects: the address that would be sent there holds the token
        this.http = clients.open(new HttpPolicy(
                "rostrum-telegram/1.0", WHOLE, SILENCE.plusSeconds(settings.waitSeconds()), MOST_BYTES, 0));
        TelegramApi api = new TelegramApi(http, settings, clock);
        UpdateReader reader = new UpdateReader(settings);
        String secret = settings.webhookSecret();
        this.updates = new Updates(api, settings, reader, clock);
        this.webhook = secret == null ? null : new Webhook(secret, reader);
        this.moved = new MovedChat(memory, channel);
        this.outbox = new Outbox(api, settings, moved, new GroupPace(clock));
        this.moderator = new Moderator(api);
        this.profile = new Profile(api, settings, moved, channel, clock);
    }

    @Deactivate
    void close() {
        http.close();
    }

    @Override
    public Set<Ability> abilities() {
        Set<Ability> abilities = EnumSet.copyOf(TelegramKind.ABILITIES);
        abilities.remove(webhook == null ? Ability.WEBHOOK : Ability.LISTEN);
        if (settings.chat() == null) {
            abilities.remove(Ability.PUBLISH);
        }
        return abilities;
    }

    @Override
    public String network() {
        return "telegram";
    }

    @Override
    public String check() throws DeliveryException {
        return profile.check();
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        return webhook == null ? updates.fetch(cursor) : Connector.super.fetch(cursor);
    }

    @Override
    public Receipt publish(Post post) throws DeliveryException {
        return outbox.publish(post);
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
    public List<String> warnings() {
        return moved.warnings();
    }
}
