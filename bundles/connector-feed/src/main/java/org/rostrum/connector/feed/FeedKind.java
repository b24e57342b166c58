package org.rostrum.connector.feed;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.ConnectorKind;

/** Checks the settings of a feed before its channel is kept, in the same way as {@link FeedConnector} reads them. */
@Component
public final class FeedKind implements ConnectorKind {
    private final FeedNetwork network;

    @Activate
    public FeedKind(@Reference FeedNetwork network) {
        this.network = network;
    }

    @Override
    public String type() {
        return "feed";
    }

    @Override
    public List<String> settings() {
        return List.of("url", "direction", "language", "timeoutSeconds", "maxBytes");
    }

    @Override
    public void check(Map<String, String> settings) {
        try {
            FeedSettings.of(
                    settings.get("url"),
                    settings.get("direction"),
                    settings.get("language"),
                    number("timeoutSeconds", settings.get("timeoutSeconds"), 15),
                    number("maxBytes", settings.get("maxBytes"), 10 * 1024 * 1024),
                    network.allowsPrivateAddresses());
        } catch (WrongSettingException wrong) {
            throw Problem.invalid(
                            wrong.setting(),
                            String.valueOf(wrong.getMessage()),
                            wrong.setting().equals("url")
                                    ? "Give the address of a feed, such as https://example.org/feed.xml."
                                    : "Correct it, or leave it out.")
                    .withCause(wrong);
        }
    }

    private static int number(String setting, @Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException none) {
            throw Problem.invalid(
                            setting,
                            "The setting " + setting + " must be a whole number, not \"" + text + "\".",
                            "Correct it, or leave it out.")
                    .withCause(none);
        }
    }
}
