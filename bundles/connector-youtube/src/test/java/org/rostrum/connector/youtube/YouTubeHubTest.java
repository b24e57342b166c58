package org.rostrum.connector.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.connector.youtube.YouTubeSimulator.Video;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.connector.Trouble;

/** The subscription at the hub: how it is made, proven, renewed and refused, and what is pushed. */
class YouTubeHubTest {
    private YouTubeBench bench;
    private YouTubeSimulator network;

    @BeforeEach
    void begin() throws Exception {
        bench = new YouTubeBench();
        network = bench.network;
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private Map<String, String> subscription() {
        return network.subscriptions().get(network.subscriptions().size() - 1);
    }

    private Received asked(String mode) throws Exception {
        return bench.connector().receive(YouTubeGround.asked(subscription(), mode, "prove-it"));
    }

    @Test
    void subscription_isMadeOnce_andProven() throws Exception {
        bench.look();
        bench.look();
        assertThat(network.subscriptions()).hasSize(1);
        assertThat(subscription())
                .containsEntry("hub.mode", "subscribe")
                .containsEntry("hub.secret", YouTubeSimulator.HUB_SECRET)
                .containsEntry(
                        "hub.topic", "https://www.youtube.com/xml/feeds/videos.xml?channel_id=" + YouTubeSimulator.ME);
        assertThat(subscription().get("hub.callback")).startsWith(YouTubeGround.CALLBACK + "?sign=");
        Received proof = asked("subscribe");
        assertThat(proof.status()).isEqualTo(200);
        assertThat(proof.body()).isEqualTo("prove-it");
        assertThat(proof.mediaType()).isEqualTo("text/plain");
        bench.pass(Duration.ofDays(3));
        bench.look();
        assertThat(network.subscriptions()).hasSize(1);
        assertThat(bench.connector().warnings()).isEmpty();
    }

    @Test
    void subscription_isRenewed_aDayBeforeItsEnd_alsoAfterARestart() throws Exception {
        bench.look();
        asked("subscribe");
        bench.reconnect();
        bench.pass(Duration.ofDays(4).plusMinutes(1));
        bench.look();
        assertThat(network.subscriptions()).hasSize(2);
        asked("subscribe");
        bench.look();
        assertThat(network.subscriptions()).hasSize(2);
    }

    @Test
    void subscription_isMadeAnew_whenSecretOrAddressAreOthers() throws Exception {
        bench.look();
        asked("subscribe");
        bench.reconnect();
        bench.with("hubSecret", "another-secret_0123456789").look();
        assertThat(network.subscriptions()).hasSize(2);
    }

    @Test
    void subscription_thatNobodyProved_isAskedForAgain_andTold() throws Exception {
        bench.look();
        assertThat(bench.connector().warnings()).isEmpty();
        bench.pass(Duration.ofMinutes(11));
        assertThat(bench.connector().warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .contains("has not called back"));
        bench.look();
        assertThat(network.subscriptions()).hasSize(2);
    }

    @Test
    void hub_thatIsDown_keepsNoCommentsAway() throws Exception {
        network.trouble(Trouble.status(503), 1, request -> request.path().equals("/subscribe"));
        network.say("Hello");
        assertThat(bench.words()).contains("Hello");
        assertThat(bench.connector().warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .contains("The hub does not take the subscription"));
        bench.pass(Duration.ofMinutes(11));
        bench.look();
        assertThat(network.subscriptions()).hasSize(1);
        asked("subscribe");
        assertThat(bench.connector().warnings()).isEmpty();
    }

    @Test
    void strangers_proveNothing() throws Exception {
        bench.look();
        Map<String, String> forged = new LinkedHashMap<>(subscription());
        forged.put("hub.callback", YouTubeGround.CALLBACK + "?sign=0123456789abcdef0123456789abcdef");
        assertThat(bench.connector()
                        .receive(YouTubeGround.asked(forged, "subscribe", "x"))
                        .status())
                .isEqualTo(404);
        Map<String, String> other = new LinkedHashMap<>(subscription());
        other.put("hub.topic", "https://www.youtube.com/xml/feeds/videos.xml?channel_id=UCsomebody");
        assertThat(bench.connector()
                        .receive(YouTubeGround.asked(other, "subscribe", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(asked("unsubscribe").status()).isEqualTo(404);
        assertThat(bench.connector()
                        .receive(YouTubeGround.asked(subscription(), "subscribe", ""))
                        .status())
                .isEqualTo(404);
        assertThat(bench.connector()
                        .receive(new WebhookCall("GET", Map.of(), Map.of(), new WebhookCall.Body(new byte[0])))
                        .status())
                .isEqualTo(404);
        bench.pass(Duration.ofHours(7));
        assertThat(asked("subscribe").status()).isEqualTo(404);
    }

    @Test
    void refusal_isTold() throws Exception {
        bench.look();
        assertThat(asked("denied").status()).isEqualTo(200);
        assertThat(bench.connector().warnings()).containsExactly("The hub has refused the subscription to new videos.");
    }

    private List<Activity> pushed(byte[] body) throws Exception {
        Received received = bench.connector().receive(YouTubeGround.pushed(body, YouTubeSimulator.HUB_SECRET));
        assertThat(received.status()).isEqualTo(204);
        return received.activities();
    }

    @Test
    void push_bringsTheSameAsALookDoes() throws Exception {
        Video video = network.upload(YouTubeSimulator.ME, "Fresh");
        Activity pushed = pushed(YouTubeGround.push(video)).get(0);
        Activity found = bench.look().stream()
                .filter(activity -> activity.networkId().equals(video.id))
                .findFirst()
                .orElseThrow();
        assertThat(pushed.content()).isEqualTo("Fresh\n\nAbout <it> & more").isEqualTo(found.content());
        assertThat(pushed.published()).isEqualTo(found.published());
        assertThat(pushed.actor()).isEqualTo(found.actor());
        assertThat(pushed.url()).isEqualTo(found.url());
    }

    @Test
    void push_ofVideosThatAreNotOursOrNotThere_bringsNothing() throws Exception {
        assertThat(pushed(YouTubeGround.push(network.upload(YouTubeSimulator.JANE, "Hers"))))
                .isEmpty();
        Video secret = network.upload(YouTubeSimulator.ME, "Secret");
        secret.privacy = "private";
        assertThat(pushed(YouTubeGround.push(secret))).isEmpty();
        Video none = new Video(1, "vid77777777", YouTubeSimulator.ME, "None");
        assertThat(pushed(YouTubeGround.push(none))).isEmpty();
    }

    @Test
    void push_tellsThatAVideoHasGone() throws Exception {
        Activity gone = pushed(YouTubeGround.gone("vid00000042")).get(0);
        assertThat(gone.networkId()).isEqualTo("vid00000042/deleted");
        assertThat(gone.verb()).isEqualTo("Delete");
        assertThat(gone.kind()).isEqualTo(ActivityKind.OTHER);
        assertThat(gone.context()).isEqualTo("vid00000042");
        assertThat(gone.published()).isEqualTo(Instant.parse("2026-09-09T22:34:19.642702Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>&x;</title></feed>",
                "<!DOCTYPE f [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
                        + "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>&b;</title></feed>",
                "<rss/>",
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>"
            })
    void push_thatIsNoFeed_isRefused(String body) throws Exception {
        Received received = bench.connector()
                .receive(YouTubeGround.pushed(body.getBytes(StandardCharsets.UTF_8), YouTubeSimulator.HUB_SECRET));
        assertThat(received.activities()).isEmpty();
        assertThat(received.status()).isEqualTo(400);
    }

    @Test
    void strongerSignatures_areTaken() throws Exception {
        byte[] body = YouTubeGround.push(network.upload(YouTubeSimulator.ME, "Signed well"));
        WebhookCall call = new WebhookCall(
                "POST",
                Map.of(),
                Map.of(
                        "x-hub-signature",
                        List.of("sha256=" + Signature.hex("HmacSHA256", YouTubeSimulator.HUB_SECRET, body))),
                new WebhookCall.Body(body));
        assertThat(bench.connector().receive(call).activities()).hasSize(1);
    }

    @Test
    void looksForVideos_areSeldom_whileTheHubTellsOfThem() throws Exception {
        bench.look();
        asked("subscribe");
        network.upload(YouTubeSimulator.ME, "Not pushed");
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.look()).isEmpty();
        bench.pass(Duration.ofHours(1));
        assertThat(bench.look()).hasSize(1);
    }

    @Test
    void withoutAnAddress_nobodyCalls() throws Exception {
        bench.with("callbackAddress", "").with("hubSecret", "");
        bench.look();
        assertThat(network.subscriptions()).isEmpty();
        assertThat(bench.connector().abilities()).doesNotContain(Ability.WEBHOOK);
    }
}
