package org.rostrum.connector.feed;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rostrum.testkit.connector.NetworkSimulator;

/** A blog with a feed, as RSS 2.0 has it: the newest first, and an ETag that changes with each entry. */
final class FeedSimulator extends NetworkSimulator {
    private final List<String> items = new ArrayList<>();

    FeedSimulator() throws IOException {}

    @Override
    protected Reply reply(Request request) {
        synchronized (items) {
            String etag = "\"" + items.size() + "\"";
            if (request.header("If-None-Match").filter(etag::equals).isPresent()) {
                return Reply.of(304, "application/rss+xml", "").with("ETag", etag);
            }
            StringBuilder newestFirst = new StringBuilder();
            items.forEach(item -> newestFirst.insert(0, item));
            return Reply.of(
                            200,
                            "application/rss+xml; charset=utf-8",
                            "<rss version=\"2.0\"><channel><title>A blog</title><link>https://blog.example/</link>"
                                    + "<description>d</description>" + newestFirst + "</channel></rss>")
                    .with("ETag", etag);
        }
    }

    @Override
    public String say(String text) {
        synchronized (items) {
            String id = "entry-" + (items.size() + 1);
            String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
            items.add("<item><guid isPermaLink=\"false\">" + id + "</guid><title>" + escaped + "</title><pubDate>"
                    + DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC))
                    + "</pubDate></item>");
            return id;
        }
    }

    @Override
    protected boolean publishes(Request request) {
        return !request.isGet();
    }

    @Override
    public List<Said> said() {
        return List.of();
    }

    @Override
    public void revoke() {
        // feeds want no credentials
    }

    @Override
    public Set<String> secrets() {
        return Set.of();
    }
}
