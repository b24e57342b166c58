package org.rostrum.connector.feed;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Actor;
import org.rostrum.spi.text.PlainText;

/**
 * Who wrote an entry. Feeds know people by name only, so that a person is told apart within a feed: by page if there is one,
 * else by mailbox, else by name. An entry without an author is by the feed itself.
 */
final class Authors {
    /** {@code jane@example.org (Jane Doe)} of RSS. */
    private static final Pattern MAILBOX = Pattern.compile("([^\\s()<>]+@[^\\s()<>]+)\\s*(?:\\(([^()]*)\\))?");

    private static final int LONGEST_NAME = 200;

    private final String feedId;
    private final SyndFeed feed;
    private final Actor feedItself;

    Authors(FeedSettings settings, SyndFeed feed) {
        String address = settings.address().toString();
        this.feedId = address.length() <= 250 ? address : settings.address().getHost();
        this.feed = feed;
        this.feedItself = new Actor(feedId, null, name(feed.getTitle()), page(feed.getLink()));
    }

    Actor of(SyndEntry entry) {
        Actor named = first(entry.getAuthors(), entry.getAuthor());
        Actor general = named == null ? first(feed.getAuthors(), feed.getAuthor()) : named;
        return general == null ? feedItself : general;
    }

    private @Nullable Actor first(@Nullable List<SyndPerson> people, @Nullable String text) {
        if (people != null) {
            for (SyndPerson person : people) {
                Actor actor = actor(name(person.getName()), person.getEmail(), page(person.getUri()));
                if (actor != null) {
                    return actor;
                }
            }
        }
        String line = text == null ? "" : PlainText.line(text);
        Matcher mailbox = MAILBOX.matcher(line);
        return mailbox.matches()
                ? actor(name(mailbox.group(2)), mailbox.group(1), null)
                : actor(name(line), null, null);
    }

    private @Nullable Actor actor(@Nullable String name, @Nullable String mailbox, @Nullable URI page) {
        if (page != null) {
            return new Actor(page.toString(), null, name, page);
        }
        String mail = mailbox == null ? "" : PlainText.line(mailbox).toLowerCase(Locale.ROOT);
        if (!mail.isEmpty() && mail.length() <= LONGEST_NAME) {
            return new Actor("mailto:" + mail, null, name, null);
        }
        return name == null ? null : new Actor(feedId + "#" + name, null, name, null);
    }

    private static @Nullable String name(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String name = PlainText.line(HtmlText.of(text.length() > 10_000 ? text.substring(0, 10_000) : text));
        if (name.isEmpty()) {
            return null;
        }
        return name.length() <= LONGEST_NAME ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME / 2));
    }

    private static @Nullable URI page(@Nullable String address) {
        if (address == null || address.length() > 500) {
            return null;
        }
        try {
            URI page = new URI(address.strip());
            String scheme = page.getScheme();
            boolean web = scheme != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
            return web && page.getHost() != null ? page : null;
        } catch (URISyntaxException noAddress) {
            return null;
        }
    }
}
