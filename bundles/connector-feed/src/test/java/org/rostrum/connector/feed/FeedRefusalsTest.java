package org.rostrum.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.http.TestHttpClients;

/** What is no feed, what is meant to harm, and settings that cannot be used. */
class FeedRefusalsTest extends FeedFixture {
    @Test
    void externalEntities_areNotLookedUp() {
        server.on("/secret", "secret");
        String secret = server.address("/secret").toString();
        for (String doctype : List.of(
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"" + secret + "\">]>",
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE rss [<!ENTITY % x SYSTEM \"" + secret + "\"> %x;]>",
                "<!DOCTYPE rss SYSTEM \"" + secret + "\" [<!ENTITY x 'y'>]>")) {
            DeliveryException failure = failure(doctype + item("<title>&x;</title><guid>1</guid>"));

            assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
            assertThat(failure.getMessage()).contains("DOCTYPE");
        }
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void externalDoctypeWithoutDeclarations_isNotLookedUp() throws DeliveryException {
        server.on("/secret", "<!ENTITY x 'secret'>");
        feed = "<!DOCTYPE rss SYSTEM \"" + server.address("/secret") + "\">" + item("<title>y</title><guid>1</guid>");

        assertThat(fetch()).hasSize(1);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void laughsByTheBillion_areRefused() {
        StringBuilder doctype = new StringBuilder("<!DOCTYPE rss [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 12; i++) {
            doctype.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }

        assertThat(failure(doctype + "]>" + item("<title>&a11;</title>")).category())
                .isEqualTo(FailureCategory.REJECTED);
    }

    @Test
    void nestingWithoutEnd_isRefused() {
        String deep = "<p>".repeat(50_000) + "</p>".repeat(50_000);
        DeliveryException failure =
                failure("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><entry><id>1</id>"
                        + "<content type=\"xhtml\">" + deep + "</content></entry></feed>");

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure.getMessage()).contains("nested deeper than 200");
    }

    @Test
    void pageInsteadOfAFeed_isToldWithTheFeedItNames() {
        DeliveryException failure = failure(
                "<!doctype html><html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss\"></head><body>x</body></html>");

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure.getMessage())
                .contains("page and no feed")
                .contains(server.address("/rss").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "'not xml'",
        "'<rss><channel>'",
        "'<other/>'",
        "'{\"version\":\"https://jsonfeed.org/version/1\"}'"
    })
    void whatIsNoFeed_isRejectedInWords(String content) {
        DeliveryException failure = failure(content);

        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure.getMessage()).isNotBlank();
    }

    @Test
    void privateAddress_isRefused_unlessAllowed() {
        http.close();
        http = TestHttpClients.asShipped();
        // of no use in the settings of a channel
        config.put("allowPrivateAddresses", true);

        assertThat(failure().category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure().getMessage()).contains("127.0.0.1").contains("allowedPrivateHosts");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "204,REJECTED",
        "302,REJECTED",
        "400,REJECTED",
        "401,AUTH_EXPIRED",
        "403,REJECTED",
        "404,REJECTED",
        "410,REJECTED",
        "408,UNAVAILABLE",
        "429,RATE_LIMITED",
        "451,REJECTED",
        "500,UNAVAILABLE",
        "503,RATE_LIMITED",
    })
    void statusThatIsNoFeed_hasItsCategory(int status, FailureCategory category) {
        server.on("/no", exchange -> LocalServer.send(exchange, status, new byte[0], "Retry-After", "120"));
        config.put("url", server.address("/no").toString());

        assertThat(failure().category()).isEqualTo(category);
        assertThat(failure().getMessage()).contains("127.0.0.1").contains(status == 302 ? "where" : "" + status);
        if (category == FailureCategory.RATE_LIMITED) {
            assertThat(failure().retryAt()).isEqualTo(NOW.plusSeconds(120));
        }
    }

    @Test
    void check_saysTheTitle_andChangesNothing() throws DeliveryException {
        Fetched first = connector().fetch(null);

        assertThat(connector().check()).isEqualTo("Acme & Co (127.0.0.1)");
        assertThat(connector().fetch(first.cursor()).activities()).isEmpty();
        feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>";
        assertThat(connector().check()).isEqualTo("A feed without a title (127.0.0.1)");
    }

    @Test
    void check_saysWhatToChange_whenItIsNoFeed() {
        feed = "<!doctype html><html><body>x</body></html>";

        assertThat(catchThrowableOfType(
                        DeliveryException.class, () -> connector().check()))
                .hasMessageContaining("page and no feed");
        config.put("url", "ftp://x.example/");
        connector = null;
        assertThat(catchThrowableOfType(
                        DeliveryException.class, () -> connector().check()))
                .hasMessageContaining("http and https");
    }

    @ParameterizedTest
    @CsvSource({
        "url,''",
        "url,file:///etc/passwd",
        "url,https://u:secret@x.example/",
        "direction,up",
        "language,not a tag"
    })
    void wrongSetting_isToldAtTheFetch(String setting, String value) {
        config.put(setting, value);

        assertThat(failure().category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure().getMessage()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"timeoutSeconds,0", "timeoutSeconds,41", "maxBytes,1", "maxBytes,2000000000"})
    void settingOutOfItsBounds_isToldByName(String setting, int value) {
        config.put(setting, value);

        assertThat(failure().getMessage()).contains(setting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<rss/>", "<rss version=\"2.0\"/>", "<feed/>"})
    void whatIsNearlyAFeed_isRejectedWithoutWordsOfTheParser(String content) {
        assertThat(failure(content).getMessage())
                .startsWith("This is no RSS or Atom feed, or a damaged one: ")
                .doesNotContain("Cannot invoke", "null", "java.", "com.rometools");
    }

    @Test
    void defaults_areTheSafeOnes() throws WrongSettingException {
        FeedSettings settings = FeedSettings.of(Configs.of(FeedConfig.class, Map.of("url", "https://x.example/feed")));

        assertThat(settings.direction()).isEqualTo(Direction.INBOUND);
        assertThat(settings.language()).isNull();
        assertThat(settings.policy().maxBytes()).isEqualTo(10 * 1024 * 1024);
        assertThat(settings.policy().silence()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.policy().wholeTime()).isLessThan(Duration.ofMinutes(1));
        assertThat(connector().abilities()).containsExactly(Ability.LISTEN);
        assertThat(connector().network()).isEqualTo("feed");
    }
}
