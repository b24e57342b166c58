package org.rostrum.connector.feed;

import java.net.URI;
import java.time.Duration;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.feed.web.GuardedClient;
import org.rostrum.connector.feed.web.WebAddresses;

/** A checked {@link FeedConfig}. */
record FeedSettings(URI address, Direction direction, @Nullable String language, GuardedClient.Limits limits) {
    /** A fetch must be over within a minute. */
    private static final Duration WHOLE_TIME = Duration.ofSeconds(45);

    private static final int LONGEST_SILENCE = 40;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    /** @throws DeliveryException REJECTED, naming the setting and how to mend it */
    static FeedSettings of(FeedConfig config, FeedNetwork network) throws DeliveryException {
        String url = config.url();
        if (url == null || url.isBlank()) {
            throw wrong("url", "is missing: give the address of the feed");
        }
        int silence = config.timeoutSeconds();
        if (silence < 1 || silence > LONGEST_SILENCE) {
            throw wrong("timeoutSeconds", "must be from 1 to " + LONGEST_SILENCE + ", not " + silence);
        }
        if (config.maxBytes() < 1024 || config.maxBytes() > MOST_BYTES) {
            throw wrong("maxBytes", "must be from 1024 to " + MOST_BYTES + ", not " + config.maxBytes());
        }
        return new FeedSettings(
                WebAddresses.parse(url),
                direction(config.direction()),
                language(config.language()),
                new GuardedClient.Limits(
                        WHOLE_TIME, Duration.ofSeconds(silence), config.maxBytes(), network.allowsPrivateAddresses()));
    }

    private static Direction direction(@Nullable String value) throws DeliveryException {
        return switch (value == null ? "" : value.strip().toLowerCase(Locale.ROOT)) {
            case "", "inbound" -> Direction.INBOUND;
            case "outbound" -> Direction.OUTBOUND;
            default -> throw wrong("direction", "must be inbound or outbound, not \"" + value + "\"");
        };
    }

    private static @Nullable String language(@Nullable String value) throws DeliveryException {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return new Locale.Builder().setLanguageTag(value.strip()).build().toLanguageTag();
        } catch (IllformedLocaleException noTag) {
            throw wrong("language", "must be a BCP 47 tag such as en or pt-BR, not \"" + value + "\"");
        }
    }

    private static DeliveryException wrong(String setting, String what) {
        return new DeliveryException(FailureCategory.REJECTED, "The setting " + setting + " " + what + ".", null);
    }
}
