package org.rostrum.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.http.TestHttpClients;

/** A server with a feed, and the channel that reads it. */
abstract class FeedFixture {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String RSS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
             <channel><title>Acme &amp; Co</title><link>https://acme.example/</link><description>d</description>
              <language>en-gb</language><ttl>30</ttl>
              <item><title>Second &amp;amp; last</title><link>/posts/2</link><guid isPermaLink="false">id-2</guid>
               <pubDate>Tue, 02 Jan 2024 10:00:00 +0100</pubDate><dc:creator>Jane Doe</dc:creator>
               <description>Short</description>
               <content:encoded><![CDATA[<p>Long <a href="https://x.example/">text</a>&nbsp;caf&eacute;</p>]]></content:encoded>
               <enclosure url="https://acme.example/a b.mp3" length="7" type="audio/mpeg"/></item>
              <item><title>First</title><link>https://acme.example/posts/1</link><guid>https://acme.example/posts/1</guid>
               <pubDate>Mon, 01 Jan 2024 10:00:00 GMT</pubDate><author>jane@acme.example (Jane Doe)</author>
               <description>&lt;b&gt;First&lt;/b&gt; words&nbsp;here</description></item>
             </channel></rss>
            """;

    @SuppressWarnings("NullAway.Init") // set before each test
    LocalServer server;

    volatile String feed = RSS;
    final Map<String, Object> config = new HashMap<>();
    final ManualClock clock = new ManualClock(NOW);

    @Nullable
    FeedConnector connector;

    TestHttpClients http = new TestHttpClients(clock);

    @BeforeEach
    void start() throws IOException {
        server = new LocalServer();
        server.on(
                "/feed",
                exchange -> LocalServer.send(
                        exchange,
                        200,
                        feed.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/xml;charset=utf-8"));
        config.put("url", server.address("/feed").toString());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        if (connector != null) {
            connector.close();
        }
        http.close();
    }

    final FeedConnector connector() {
        FeedConnector known = connector;
        if (known == null) {
            known = new FeedConnector(Configs.of(FeedConfig.class, config), http, clock);
            connector = known;
        }
        return known;
    }

    final List<Activity> fetch() throws DeliveryException {
        return connector().fetch(null).activities();
    }

    final List<Activity> fetch(String content) throws DeliveryException {
        feed = content;
        return fetch();
    }

    final DeliveryException failure() {
        DeliveryException failure =
                catchThrowableOfType(DeliveryException.class, () -> connector().fetch(null));
        assertThat(failure).isNotNull();
        return failure;
    }

    final DeliveryException failure(String content) {
        feed = content;
        return failure();
    }

    static String item(String inner) {
        return "<rss version=\"2.0\"><channel><title>t</title><link>https://x.example/</link><description>d</description><item>"
                + inner + "</item></channel></rss>";
    }
}
