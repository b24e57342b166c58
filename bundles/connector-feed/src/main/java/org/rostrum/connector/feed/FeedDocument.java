package org.rostrum.connector.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.Namespace;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.text.PlainText;

/** A feed as it came, with each entry both as ROME understands it and as it is written. */
final class FeedDocument {
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Namespace THREADING = Namespace.getNamespace("http://purl.org/syndication/thread/1.0");

    private final SyndFeed feed;
    private final WireFeed wire;
    private final List<Entry> entries;

    /**
     * One entry.
     *
     * @param original its XML
     * @param base what its relative addresses are relative to
     * @param language that it names, or its feed; null when none is named
     * @param inReplyTo of RFC 4685; null when it answers nothing
     */
    record Entry(SyndEntry entry, String original, URI base, @Nullable String language, @Nullable String inReplyTo) {}

    private FeedDocument(SyndFeed feed, WireFeed wire, List<Entry> entries) {
        this.feed = feed;
        this.wire = wire;
        this.entries = entries;
    }

    /** @throws DeliveryException REJECTED when it is no feed; says what it seems to be */
    static FeedDocument parse(HttpAnswer answer) throws DeliveryException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // ROME finds its parsers by the loader of the thread
        thread.setContextClassLoader(WireFeedInput.class.getClassLoader());
        try {
            Document document =
                    FeedXml.parse(answer.open(), answer.header("Content-Type").orElse(null));
            List<Element> elements = elements(document.getRootElement());
            List<String> originals = originals(elements);
            WireFeed wire = new WireFeedInput(false, Locale.ROOT).build(document);
            SyndFeed feed = new SyndFeedImpl(wire, true);
            return new FeedDocument(feed, wire, entries(feed, elements, originals, answer.address()));
        } catch (IOException | JDOMException | FeedException | IllegalArgumentException | NullPointerException broken) {
            // NullPointerException: ROME stumbles over elements without content
            throw new DeliveryException(FailureCategory.REJECTED, NoFeed.words(answer, broken), broken);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The entries in the order of the document, by name whatever the version: item of RSS and RDF, entry of Atom. */
    private static List<Element> elements(Element root) {
        List<Element> found = new ArrayList<>();
        List<Element> parents = new ArrayList<>(root.getChildren());
        parents.removeIf(child -> !child.getName().equals("channel"));
        parents.add(root);
        for (Element parent : parents) {
            for (Element child : parent.getChildren()) {
                if (child.getName().equals("item") || child.getName().equals("entry")) {
                    found.add(child);
                }
            }
        }
        return found;
    }

    private static List<String> originals(List<Element> elements) {
        XMLOutputter outputter = new XMLOutputter(Format.getRawFormat());
        return elements.stream().map(outputter::outputString).toList();
    }

    private static List<Entry> entries(SyndFeed feed, List<Element> elements, List<String> originals, URI address) {
        List<Entry> entries = new ArrayList<>();
        List<SyndEntry> understood = feed.getEntries();
        boolean oneToOne = understood.size() == elements.size();
        for (int i = 0; i < understood.size(); i++) {
            Element element = oneToOne ? elements.get(i) : null;
            entries.add(new Entry(
                    understood.get(i),
                    oneToOne ? originals.get(i) : String.valueOf(understood.get(i)),
                    element == null ? address : base(element, address),
                    element == null ? null : language(element),
                    element == null ? null : inReplyTo(element)));
        }
        return entries;
    }

    private static URI base(Element element, URI address) {
        Element parent = element.getParentElement();
        URI outer = parent == null ? address : base(parent, address);
        String own = element.getAttributeValue("base", Namespace.XML_NAMESPACE);
        try {
            return own == null ? outer : outer.resolve(own.strip());
        } catch (IllegalArgumentException noAddress) {
            return outer;
        }
    }

    private static @Nullable String language(Element element) {
        for (Element one = element; one != null; one = one.getParentElement()) {
            String named = one.getAttributeValue("lang", Namespace.XML_NAMESPACE);
            if (named != null && !named.isBlank()) {
                return named.strip();
            }
        }
        return null;
    }

    private static @Nullable String inReplyTo(Element element) {
        Element answered = element.getChild("in-reply-to", THREADING);
        String reference = answered == null ? null : answered.getAttributeValue("ref");
        return reference == null || reference.isBlank() ? null : reference.strip();
    }

    SyndFeed feed() {
        return feed;
    }

    /** In the order of the document. */
    List<Entry> entries() {
        return entries;
    }

    /** One line; empty when it has none. */
    String title() {
        return feed.getTitle() == null ? "" : PlainText.line(feed.getTitle());
    }

    boolean isAtom() {
        return feed.getFeedType() != null && feed.getFeedType().startsWith("atom");
    }

    /** How long the feed wants to be left alone; RSS says it in minutes. */
    Duration pause() {
        int minutes = wire instanceof Channel channel ? channel.getTtl() : 0;
        Duration pause = Duration.ofMinutes(Math.max(0, minutes));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
