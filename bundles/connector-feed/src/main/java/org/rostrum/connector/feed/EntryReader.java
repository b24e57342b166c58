package org.rostrum.connector.feed;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndLink;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Original;
import org.rostrum.spi.text.PlainText;

/**
 * Makes an activity of an entry. A time that is missing, or lies before 1970 or more than a day ahead, is taken to be the
 * time of the fetch; it stays what it was the first time, because a known entry is no news.
 */
final class EntryReader {
    private static final Duration TOLERATED_AHEAD = Duration.ofDays(1);
    private static final int LONGEST_ID = 512;
    private static final int LONGEST_ADDRESS = 2_048;

    /** HTML is longer than what it says, but not without end. */
    private static final int MAX_HTML = 1_000_000;

    private final FeedSettings settings;
    private final FeedDocument document;
    private final Instant now;
    private final Authors authors;

    EntryReader(FeedSettings settings, FeedDocument document, Instant now) {
        this.settings = settings;
        this.document = document;
        this.now = now;
        this.authors = new Authors(settings, document.feed());
    }

    /** The id that the feed gives (guid, atom:id), else the link, else one made of what the entry says. */
    String id(FeedDocument.Entry entry) {
        SyndEntry synd = entry.entry();
        for (String candidate : new String[] {synd.getUri(), synd.getLink()}) {
            String clean = candidate == null ? "" : PlainText.line(candidate);
            if (!clean.isEmpty()) {
                return clean.length() <= LONGEST_ID ? clean : hash(clean);
            }
        }
        return hash(String.valueOf(synd.getTitle()) + '\n' + contentOf(synd) + '\n' + synd.getPublishedDate());
    }

    /** @throws IllegalArgumentException naming the field that breaks a bound */
    Activity read(FeedDocument.Entry entry) {
        SyndEntry synd = entry.entry();
        String title = words(synd.getTitleEx());
        String original = entry.original();
        if (original.length() > Original.MAX_LENGTH) {
            throw new IllegalArgumentException("entry: longer than " + Original.MAX_LENGTH + " characters");
        }
        return Activity.builder(id(entry), settings.direction(), authors.of(synd), published(synd))
                .objectType(title.isEmpty() ? "Note" : "Article")
                .content(content(title, words(contentOf(synd))))
                .language(language(entry))
                .inReplyTo(entry.inReplyTo())
                .url(web(link(synd), entry.base()))
                .attachments(attachments(synd, entry.base()))
                .original(new Original(document.isAtom() ? "application/atom+xml" : "application/rss+xml", original))
                .build();
    }

    private Instant published(SyndEntry synd) {
        Date date = synd.getPublishedDate() == null ? synd.getUpdatedDate() : synd.getPublishedDate();
        Instant time = date == null ? now : date.toInstant();
        boolean possible = !time.isBefore(Instant.EPOCH) && !time.isAfter(now.plus(TOLERATED_AHEAD));
        return possible ? time : now;
    }

    private static @Nullable SyndContent contentOf(SyndEntry synd) {
        for (SyndContent content : synd.getContents()) {
            if (content.getValue() != null && !content.getValue().isBlank()) {
                return content;
            }
        }
        return synd.getDescription();
    }

    private String words(@Nullable SyndContent content) {
        String value = content == null ? null : content.getValue();
        if (content == null || value == null) {
            return "";
        }
        if (value.length() > MAX_HTML) {
            throw new IllegalArgumentException("content: longer than " + MAX_HTML + " characters");
        }
        // RSS has no types and HTML everywhere; Atom means text where it says nothing
        String type = content.getType() == null && document.isAtom() ? "text" : content.getType();
        return "text".equals(type) || "text/plain".equals(type) ? PlainText.clean(value) : HtmlText.of(value);
    }

    /** The title stands above the text, unless the text begins with it, as in feeds of short messages. */
    private static String content(String title, String text) {
        String start = title.endsWith("…") ? title.substring(0, title.length() - 1) : title;
        if (title.isEmpty() || text.startsWith(start)) {
            return text;
        }
        return text.isEmpty() ? title : title + "\n\n" + text;
    }

    private @Nullable String language(FeedDocument.Entry entry) {
        for (String named : new String[] {entry.language(), document.feed().getLanguage(), settings.language()}) {
            if (named != null && !named.isBlank()) {
                try {
                    String tag = new Locale.Builder()
                            .setLanguageTag(named.strip().replace('_', '-'))
                            .build()
                            .toLanguageTag();
                    if (!tag.equals("und") && tag.length() <= 35) {
                        return tag;
                    }
                } catch (IllformedLocaleException noTag) {
                    // the next one may be one
                }
            }
        }
        return null;
    }

    private static @Nullable String link(SyndEntry synd) {
        if (synd.getLink() != null && !synd.getLink().isBlank()) {
            return synd.getLink();
        }
        for (SyndLink link : synd.getLinks()) {
            if (link.getRel() == null || link.getRel().equals("alternate")) {
                return link.getHref();
            }
        }
        // a guid is a permanent link unless it says otherwise; web() drops what is no address
        return synd.getUri();
    }

    private static List<Attachment> attachments(SyndEntry synd, URI base) {
        List<Attachment> attachments = new ArrayList<>();
        for (SyndEnclosure enclosure : synd.getEnclosures()) {
            URI address = web(enclosure.getUrl(), base);
            if (address != null) {
                String type = enclosure.getType();
                attachments.add(
                        new Attachment(address, type == null || type.isBlank() ? null : PlainText.line(type), null));
            }
        }
        return attachments;
    }

    /** Nothing but http and https is kept. */
    private static @Nullable URI web(@Nullable String address, URI base) {
        if (address == null || address.isBlank() || address.length() > LONGEST_ADDRESS) {
            return null;
        }
        try {
            URI resolved = base.resolve(address.strip().replace(" ", "%20"));
            String scheme = resolved.getScheme();
            boolean web = scheme != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
            return web && resolved.getHost() != null ? resolved : null;
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has SHA-256
        }
    }
}
