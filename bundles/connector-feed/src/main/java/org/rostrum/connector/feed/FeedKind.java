package org.rostrum.connector.feed;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.ConnectorType;

/** Checks the settings of a feed before its channel is kept, in the same way as {@link FeedConnector} reads them. */
@ConnectorType("feed")
@Component
public final class FeedKind implements ConnectorKind {
    @Override
    public String title() {
        return "RSS or Atom feed";
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.LISTEN);
    }

    @Override
    public void check(Map<String, String> settings) {
        try {
            FeedSettings.of(
                    settings.get("url"),
                    settings.get("direction"),
                    settings.get("language"),
                    number("timeoutSeconds", settings.get("timeoutSeconds"), 15),
                    number("maxBytes", settings.get("maxBytes"), 10 * 1024 * 1024));
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
