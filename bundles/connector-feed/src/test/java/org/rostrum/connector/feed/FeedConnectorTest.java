package org.rostrum.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.Fetched;

class FeedConnectorTest extends FeedFixture {
    @Test
    void rss_isReadOldestFirst() throws DeliveryException {
        List<Activity> activities = fetch();

        assertThat(activities).extracting(Activity::networkId).containsExactly("https://acme.example/posts/1", "id-2");
        Activity first = activities.get(0);
        assertThat(first.published()).isEqualTo(Instant.parse("2024-01-01T10:00:00Z"));
        assertThat(first.content()).isEqualTo("First words\u00a0here");
        assertThat(first.actor()).isEqualTo(new Actor("mailto:jane@acme.example", null, "Jane Doe", null));
        assertThat(first.kind()).isEqualTo(ActivityKind.POST);
        assertThat(first.direction()).isEqualTo(Direction.INBOUND);
        assertThat(first.language()).isEqualTo("en-GB");
        assertThat(first.original().mediaType()).isEqualTo("application/rss+xml");
        assertThat(first.original().text()).startsWith("<item").contains("posts/1</guid>");
        Activity second = activities.get(1);
        assertThat(second.content()).isEqualTo("Second & last\n\nLong text (https://x.example/)\u00a0café");
        assertThat(second.objectType()).isEqualTo("Article");
        assertThat(second.url()).isEqualTo(server.address("/posts/2"));
        assertThat(second.actor().networkId()).isEqualTo(server.address("/feed") + "#Jane Doe");
        assertThat(second.attachments())
                .containsExactly(new Attachment(URI.create("https://acme.example/a%20b.mp3"), "audio/mpeg", null));
    }

    @Test
    void atom_isReadWithAuthorsLanguagesAndWhatItAnswers() throws DeliveryException {
        List<Activity> activities = fetch(
                """
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="pl"
                      xml:base="https://blog.example/base/">
                 <title>Blog</title><id>urn:blog</id><updated>2024-01-03T00:00:00Z</updated>
                 <author><name>Owner</name></author>
                 <entry xml:lang="cs"><id>urn:1</id><title type="html">Ahoj &amp;lt;b&gt;</title><link href="1.html"/>
                  <published>2024-01-01T10:00:00+01:00</published><updated>2024-01-02T00:00:00Z</updated>
                  <author><name>Ann</name><uri>https://ann.example/</uri></author>
                  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content>
                  <link rel="enclosure" type="image/png" href="https://blog.example/a.png"/></entry>
                 <entry><id>urn:2</id><title>a &lt;b> c</title><updated>2024-01-02T00:00:00Z</updated>
                  <thr:in-reply-to ref="urn:1"/><content>5 &lt; 6 &amp;amp; 7</content></entry>
                </feed>
                """);

        Activity first = activities.get(0);
        assertThat(first.networkId()).isEqualTo("urn:1");
        assertThat(first.published()).isEqualTo(Instant.parse("2024-01-01T09:00:00Z"));
        assertThat(first.content()).isEqualTo("Ahoj <b>\n\nOne\n\nTwo");
        assertThat(first.language()).isEqualTo("cs");
        assertThat(first.actor())
                .isEqualTo(new Actor("https://ann.example/", null, "Ann", URI.create("https://ann.example/")));
        assertThat(first.url()).isEqualTo(URI.create("https://blog.example/base/1.html"));
        assertThat(first.attachments())
                .extracting(Attachment::url)
                .containsExactly(URI.create("https://blog.example/a.png"));
        assertThat(first.original().mediaType()).isEqualTo("application/atom+xml");
        Activity second = activities.get(1);
        assertThat(second.inReplyTo()).isEqualTo("urn:1");
        assertThat(second.kind()).isEqualTo(ActivityKind.REPLY);
        assertThat(second.published()).isEqualTo(Instant.parse("2024-01-02T00:00:00Z"));
        assertThat(second.content()).isEqualTo("a <b> c\n\n5 < 6 &amp; 7");
        assertThat(second.language()).isEqualTo("pl");
        assertThat(second.actor().displayName()).isEqualTo("Owner");
    }

    @Test
    void oldFormats_areRead_andADoctypeThatDeclaresNothingIsLeftOut() throws DeliveryException {
        assertThat(
                        fetch(
                                """
                        <?xml version="1.0"?>
                        <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
                          "http://my.netscape.com/publish/formats/rss-0.91.dtd">
                        <rss version="0.91"><channel><title>t</title><link>https://x.example/</link><description>d</description>
                        <item><title>Old</title><link>https://x.example/old</link></item></channel></rss>
                        """))
                .singleElement()
                .satisfies(activity -> assertThat(activity.networkId()).isEqualTo("https://x.example/old"));
        assertThat(
                        fetch(
                                """
                        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                         xmlns:dc="http://purl.org/dc/elements/1.1/">
                        <channel rdf:about="https://x.example/"><title>t</title><link>https://x.example/</link><description>d</description></channel>
                        <item rdf:about="https://x.example/1"><title>One</title><link>https://x.example/1</link>
                        <dc:date>2024-01-01T10:00:00Z</dc:date><dc:creator>Ann</dc:creator></item></rdf:RDF>
                        """))
                .singleElement()
                .satisfies(activity -> {
                    assertThat(activity.published()).isEqualTo(Instant.parse("2024-01-01T10:00:00Z"));
                    assertThat(activity.actor().displayName()).isEqualTo("Ann");
                });
    }

    @Test
    void onlyWhatIsNew_isHandedOver_andARevisionIsNotNew() throws DeliveryException {
        Fetched first = connector().fetch(null);
        feed = RSS.replace("Short", "Changed")
                .replace("<ttl>", "<item><guid>id-3</guid><title>Third</title></item><ttl>");
        Fetched second = connector().fetch(first.cursor());
        feed = item("<guid>id-3</guid>");
        Fetched third = connector().fetch(second.cursor());
        feed = RSS;
        Fetched fourth = connector().fetch(third.cursor());

        assertThat(second.activities()).extracting(Activity::networkId).containsExactly("id-3");
        assertThat(third.activities()).isEmpty();
        assertThat(fourth.activities()).as("left the feed and came back").isEmpty();
        assertThat(first.nextPoll()).isEqualTo(Duration.ofMinutes(30));
        assertThat(first.more()).isFalse();
    }

    @Test
    void unchangedFeed_isNotSentAgain() throws DeliveryException {
        server.on("/cached", exchange -> {
            boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                    && "Mon, 01 Jan 2024 10:00:00 GMT"
                            .equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
            LocalServer.send(
                    exchange,
                    known ? 304 : 200,
                    known ? new byte[0] : RSS.getBytes(StandardCharsets.UTF_8),
                    "ETag",
                    "\"v1\"",
                    "Last-Modified",
                    "Mon, 01 Jan 2024 10:00:00 GMT",
                    "Cache-Control",
                    "max-age=300");
        });
        config.put("url", server.address("/cached").toString());

        Fetched first = connector().fetch(null);
        Fetched second = connector().fetch(first.cursor());

        assertThat(first.activities()).hasSize(2);
        assertThat(second.activities()).isEmpty();
        assertThat(second.cursor()).isEqualTo(first.cursor());
        assertThat(second.nextPoll()).isEqualTo(Duration.ofMinutes(5));
        assertThat(server.requests().get(0)).doesNotContainKey("If-none-match");
    }

    @Test
    void cursorOfAnotherAddress_keepsWhatIsKnown_butAsksForTheWholeDocument() throws DeliveryException {
        server.on("/moved", RSS, "ETag", "\"v1\"");
        String cursor = FeedCursor.start(URI.create("https://old.example/feed"))
                .after("\"v1\"", null, List.of("id-2"))
                .text();
        config.put("url", server.address("/moved").toString());

        assertThat(connector().fetch(cursor).activities()).hasSize(1);
        assertThat(server.requests().get(0)).doesNotContainKey("If-none-match");
        assertThat(connector().fetch("no cursor of ours").activities()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,<?xml version='1.0' encoding='UTF-8'?>,text/xml;charset=utf-8",
        "ISO-8859-2,<?xml version='1.0' encoding='ISO-8859-2'?>,application/xml",
        "ISO-8859-2,,text/xml; charset=iso-8859-2",
        "UTF-16,<?xml version='1.0' encoding='UTF-16'?>,application/xml",
        "UTF-8,,application/rss+xml",
        "windows-1250,<?xml version='1.0' encoding='windows-1250'?>,application/rss+xml",
    })
    void encodings_areTakenFromHeaderPrologOrMark(Charset charset, @Nullable String prolog, String contentType)
            throws DeliveryException {
        String text = (prolog == null ? "" : prolog) + item("<title>Zażółć gęślą</title><guid>1</guid>");
        server.on("/encoded", text.getBytes(charset), "Content-Type", contentType);
        config.put("url", server.address("/encoded").toString());

        assertThat(fetch()).singleElement().satisfies(activity -> assertThat(activity.content())
                .isEqualTo("Zażółć gęślą"));
    }

    @Test
    void entryWithoutIds_getsOneOfItsLink_orOfWhatItSays() throws DeliveryException {
        assertThat(fetch(item("<title>x</title><link>https://x.example/1</link>"))
                        .get(0)
                        .networkId())
                .isEqualTo("https://x.example/1");
        String made = fetch(item("<title>x</title><description>y</description>"))
                .get(0)
                .networkId();
        assertThat(made).startsWith("sha256:");
        assertThat(fetch(item("<title>x</title><description>y</description>"))
                        .get(0)
                        .networkId())
                .isEqualTo(made);
        assertThat(fetch(item("<title>x</title><description>z</description>"))
                        .get(0)
                        .networkId())
                .isNotEqualTo(made);
        assertThat(fetch(item("<guid>" + "x".repeat(600) + "</guid>")).get(0).networkId())
                .startsWith("sha256:");
    }

    @ParameterizedTest
    @CsvSource({"''", "soon", "'Tue, 02 Jan 2044 10:00:00 GMT'", "'Tue, 02 Jan 1900 10:00:00 GMT'"})
    void impossibleTime_isTheTimeOfTheFirstFetch(String date) throws DeliveryException {
        feed = item("<guid>1</guid><title>x</title><pubDate>" + date + "</pubDate>");
        Fetched first = connector().fetch(null);
        clock.advance(Duration.ofHours(1));

        assertThat(first.activities().get(0).published()).isEqualTo(NOW);
        assertThat(connector().fetch(first.cursor()).activities()).isEmpty();
    }

    @Test
    void ownBlog_isOutbound_andLanguageIsThatOfTheSettingWhenNobodyElseSays() throws DeliveryException {
        config.putAll(Map.of("direction", "outbound", "language", "de"));

        Activity activity = fetch(item("<guid>1</guid><title>x</title>")).get(0);

        assertThat(activity.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(activity.language()).isEqualTo("de");
        assertThat(activity.actor().displayName()).isEqualTo("t");
    }

    @Test
    void shortMessageWhoseTitleRepeatsIt_isNotDoubled() throws DeliveryException {
        assertThat(fetch(item("<guid>1</guid><title>Hello wor…</title><description>Hello world</description>"))
                        .get(0)
                        .content())
                .isEqualTo("Hello world");
    }

    @Test
    void addressesThatRunCode_areLeftOut() throws DeliveryException {
        Activity activity = fetch(
                        item("<guid isPermaLink=\"false\">1</guid><title>x</title><link>javascript:alert(1)</link>"
                                + "<enclosure url=\"file:///etc/passwd\" type=\"x\" length=\"1\"/>"))
                .get(0);

        assertThat(activity.url()).isNull();
        assertThat(activity.attachments()).isEmpty();
    }

    @Test
    void entryThatIsTooLong_isLeftOut_andTheOthersAreRead() throws DeliveryException {
        assertThat(fetch(item("<guid>1</guid><title>x</title><description>" + "y".repeat(200_000)
                        + "</description></item><item><guid>2</guid><title>z</title>")))
                .extracting(Activity::networkId)
                .containsExactly("2");
    }
}
