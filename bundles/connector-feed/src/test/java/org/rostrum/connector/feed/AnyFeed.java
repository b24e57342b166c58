package org.rostrum.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.testkit.Configs;

/** What must hold whatever a server sends: activities, or a rejection in words, and nothing else. */
final class AnyFeed {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    static final List<String> SAMPLES = List.of(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel><title>t</title><link>https://x.example/</link><description>d</description><ttl>5</ttl>
            <item><title>One</title><link>1</link><guid isPermaLink="false">g</guid><pubDate>Tue, 02 Jan 2024 10:00:00 +0100</pubDate>
            <dc:creator>Ann</dc:creator><content:encoded><![CDATA[<p>x</p>]]></content:encoded>
            <enclosure url="https://x.example/a" length="1" type="audio/mpeg"/></item></channel></rss>
            """,
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://x.example/"><title>t</title><id>u</id>
            <entry><id>urn:1</id><title type="html">&lt;b&gt;x</title><link rel="alternate" href="1"/>
            <updated>2024-01-02T00:00:00Z</updated><author><name>Ann</name><uri>https://ann.example/</uri></author>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p></div></content></entry></feed>
            """,
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
            <channel rdf:about="https://x.example/"><title>t</title><link>https://x.example/</link></channel>
            <item rdf:about="https://x.example/1"><title>One</title><link>https://x.example/1</link></item></rdf:RDF>
            """);

    private AnyFeed() {}

    static List<Activity> read(byte[] bytes, @Nullable String contentType) {
        URI address = URI.create("https://x.example/feed");
        Map<String, List<String>> headers =
                contentType == null ? Map.of() : Map.of("Content-Type", List.of(contentType));
        HttpAnswer answer = new HttpAnswer(HttpCall.get(address), address, 200, headers, bytes, NOW);
        List<Activity> activities = new ArrayList<>();
        try {
            FeedSettings settings = FeedSettings.of(Configs.of(FeedConfig.class, Map.of("url", address.toString())));
            FeedDocument document = FeedDocument.parse(answer);
            EntryReader reader = new EntryReader(settings, document, NOW);
            for (FeedDocument.Entry entry : document.entries()) {
                assertThat(reader.id(entry)).isNotBlank().hasSizeLessThanOrEqualTo(512);
                activities.add(reader.read(entry));
            }
            assertThat(document.pause()).isGreaterThanOrEqualTo(Duration.ZERO);
        } catch (WrongSettingException impossible) {
            throw new AssertionError(impossible);
        } catch (DeliveryException rejected) {
            assertThat(rejected.category()).isEqualTo(FailureCategory.REJECTED);
            assertThat(rejected.getMessage()).isNotBlank();
        } catch (IllegalArgumentException bound) {
            assertThat(bound.getMessage()).contains(": longer than ");
        }
        return activities;
    }
}
