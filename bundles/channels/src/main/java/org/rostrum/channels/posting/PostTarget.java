package org.rostrum.channels.posting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.channels.connectors.ConnectorCalls;
import org.rostrum.channels.health.AbilityLog;
import org.rostrum.channels.polling.Budgets;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;

/** Carries posts to one channel. */
final class PostTarget implements DeliveryTarget {
    static final String KIND = "post";
    /** Less than the outbox waits. */
    private static final Duration LONGEST = Duration.ofSeconds(55);

    private final Channel channel;
    private final Connector connector;
    private final PostReader reader;
    private final ConnectorCalls calls;
    private final Budgets budgets;
    private final AbilityLog log;
    private final Metrics metrics;
    private final Clock clock;

    PostTarget(
            Channel channel,
            Connector connector,
            PostReader reader,
            ConnectorCalls calls,
            Budgets budgets,
            AbilityLog log,
            Metrics metrics,
            Clock clock) {
        this.channel = channel;
        this.connector = connector;
        this.reader = reader;
        this.calls = calls;
        this.budgets = budgets;
        this.log = log;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String adapter() {
        return channel.adapter();
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public DeliveryReceipt deliver(Delivery delivery) throws DeliveryException {
        Post post = reader.read(delivery, channel.id());
        for (Ability needed : post.needs()) {
            if (!connector.abilities().contains(needed)) {
                throw new DeliveryException(
                        FailureCategory.UNSUPPORTED, "The channel " + channel.id() + " cannot " + needed + ".", null);
            }
        }
        Ability ability = main(post);
        within(ability);
        try {
            Receipt receipt = calls.call(channel.connector(), false, LONGEST, () -> connector.publish(post));
            for (Ability used : post.needs()) {
                log.succeeded(channel.id(), used, clock.instant());
            }
            count(ability, "published");
            return told(receipt);
        } catch (DeliveryException failure) {
            failed(ability, failure);
            throw failure;
        }
    }

    /** A limit that would be passed is one that the network need not tell us of. */
    private void within(Ability ability) throws DeliveryException {
        Instant wait = budgets.take(channel, connector, ability);
        if (wait != null) {
            throw new DeliveryException(
                    FailureCategory.RATE_LIMITED,
                    "The rate limit of the network is used up until " + wait + ".",
                    wait,
                    null);
        }
    }

    private void failed(Ability ability, DeliveryException failure) {
        Instant retryAt = failure.retryAt();
        String message = failure.getMessage();
        log.failed(
                channel.id(),
                ability,
                clock.instant(),
                failure.category(),
                message == null ? failure.category().name() : message,
                failures -> retryAt);
        if (failure.category() == FailureCategory.RATE_LIMITED && retryAt != null) {
            budgets.refused(channel, retryAt);
        }
        count(ability, failure.category().name().toLowerCase(Locale.ROOT));
    }

    private void count(Ability ability, String outcome) {
        metrics.count(
                "rostrum.channels.posts",
                1,
                "connector",
                channel.connector(),
                "ability",
                ability.name(),
                "outcome",
                outcome);
    }

    private static Ability main(Post post) {
        return post.recipient() != null
                ? Ability.DIRECT_MESSAGE
                : post.inReplyTo() != null ? Ability.REPLY : Ability.PUBLISH;
    }

    @Override
    public boolean canFind() {
        return connector.canFind();
    }

    @Override
    public Optional<DeliveryReceipt> find(Delivery delivery) throws DeliveryException {
        Post post = reader.read(delivery, channel.id());
        within(main(post));
        return calls.call(channel.connector(), true, LONGEST, () -> connector.find(post))
                .map(PostTarget::told);
    }

    private static DeliveryReceipt told(Receipt receipt) {
        @Nullable String url = receipt.url() == null ? null : receipt.url().toString();
        return new DeliveryReceipt(receipt.networkId(), url);
    }
}
