package org.rostrum.connector.feed;

import java.io.IOException;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.text.PlainText;

/** Finds words for a document that is no feed. */
final class NoFeed {
    private static final int ENOUGH = 200_000;

    private NoFeed() {}

    static String words(HttpAnswer answer, Exception broken) {
        if (answer.length() == 0) {
            return "The server answered with an empty document.";
        }
        String message = String.valueOf(broken.getMessage());
        if (message.contains("DOCTYPE is disallowed")) {
            return "The feed declares entities of its own (DOCTYPE), which is not read because it can be used for attacks.";
        }
        String head = head(answer);
        if (head.toLowerCase(Locale.ROOT).contains("<html")) {
            String feed = announced(head, answer);
            return "This is a page and no feed."
                    + (feed == null ? " Give the address of its feed." : " Its feed seems to be " + feed);
        }
        if (broken instanceof NullPointerException || broken.getMessage() == null) {
            // ROME misses something that every feed has; its words are about its own inside
            return "This is no RSS or Atom feed, or a damaged one: an element that every feed has is missing, such as the"
                    + " channel of an RSS feed.";
        }
        String line = PlainText.line(message);
        return "This is no RSS or Atom feed, or a damaged one: "
                + (line.length() > 300 ? line.substring(0, 300) + "…" : line);
    }

    private static String head(HttpAnswer answer) {
        try {
            return new String(answer.open().readNBytes(ENOUGH), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            return ""; // it is in memory
        }
    }

    /** The feed that a page names in its head. */
    private static @Nullable String announced(String head, HttpAnswer answer) {
        Element link = Jsoup.parse(head, answer.address().toString())
                .selectFirst("link[rel~=(?i)alternate][type~=(?i)application/(rss|atom)\\+xml][href]");
        String address = link == null ? "" : link.absUrl("href");
        return address.isEmpty() ? null : address;
    }
}
