package org.rostrum.connector.feed;

import java.net.URI;
import java.time.Duration;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Direction;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.http.HttpPolicy;

/** A checked {@link FeedConfig}. */
record FeedSettings(URI address, Direction direction, @Nullable String language, HttpPolicy policy) {
    /** A fetch must be over within a minute. */
    private static final Duration WHOLE_TIME = Duration.ofSeconds(45);

    private static final String AGENT = "rostrum-feed/1.0";
    private static final int MOST_REDIRECTS = 5;
    private static final int LONGEST_SILENCE = 40;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    /** @throws WrongSettingException naming the setting and how to mend it */
    static FeedSettings of(FeedConfig config) throws WrongSettingException {
        return of(config.url(), config.direction(), config.language(), config.timeoutSeconds(), config.maxBytes());
    }

    /** @throws WrongSettingException naming the setting and how to mend it */
    static FeedSettings of(
            @Nullable String url, @Nullable String direction, @Nullable String language, int silence, int maxBytes)
            throws WrongSettingException {
        if (url == null || url.isBlank()) {
            throw wrong("url", "is missing: give the address of the feed");
        }
        if (silence < 1 || silence > LONGEST_SILENCE) {
            throw wrong("timeoutSeconds", "must be from 1 to " + LONGEST_SILENCE + ", not " + silence);
        }
        if (maxBytes < 1024 || maxBytes > MOST_BYTES) {
            throw wrong("maxBytes", "must be from 1024 to " + MOST_BYTES + ", not " + maxBytes);
        }
        return new FeedSettings(
                address(url),
                direction(direction),
                language(language),
                new HttpPolicy(AGENT, WHOLE_TIME, Duration.ofSeconds(silence), maxBytes, MOST_REDIRECTS));
    }

    private static URI address(String url) throws WrongSettingException {
        try {
            return HttpAddress.parse(url);
        } catch (IllegalArgumentException wrong) {
            throw new WrongSettingException("url", String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static Direction direction(@Nullable String value) throws WrongSettingException {
        return switch (value == null ? "" : value.strip().toLowerCase(Locale.ROOT)) {
            case "", "inbound" -> Direction.INBOUND;
            case "outbound" -> Direction.OUTBOUND;
            default -> throw wrong("direction", "must be inbound or outbound, not \"" + value + "\"");
        };
    }

    private static @Nullable String language(@Nullable String value) throws WrongSettingException {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return new Locale.Builder().setLanguageTag(value.strip()).build().toLanguageTag();
        } catch (IllformedLocaleException noTag) {
            throw wrong("language", "must be a BCP 47 tag such as en or pt-BR, not \"" + value + "\"");
        }
    }

    private static WrongSettingException wrong(String setting, String what) {
        return new WrongSettingException(setting, "The setting " + setting + " " + what + ".", null);
    }
}
