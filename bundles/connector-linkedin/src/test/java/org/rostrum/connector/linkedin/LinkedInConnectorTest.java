package org.rostrum.connector.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Moderation.Action;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.SimulatedNetwork;
import org.rostrum.testkit.connector.Trouble;
import org.rostrum.testkit.connector.WebhookContract;

/** The contract, and what is special about LinkedIn. */
class LinkedInConnectorTest extends WebhookContract<LinkedInSimulator> {
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G'};

    @Override
    protected LinkedInSimulator simulate() throws IOException {
        return new LinkedInSimulator();
    }

    @Override
    protected ConnectorKind kind() {
        return new LinkedInKind();
    }

    @Override
    protected Map<String, String> settings(LinkedInSimulator network) {
        Map<String, String> settings = LinkedInGround.settings(network);
        settings.put("webhook", "true");
        return settings;
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return Map.of(
                "organization", "Acme",
                "accessToken", "two words",
                "clientId", "",
                "clientSecret", "",
                "refreshToken", "caf\u00e9",
                "version", "2026-07",
                "api", "http://api.linkedin.com",
                "tokenAddress", "ftp://www.linkedin.com");
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        LinkedInConnector connector = LinkedInGround.connect(settings, services, CHANNEL);
        return new Connection(connector, connector::close);
    }

    @Override
    protected String signingSecret() {
        return LinkedInSimulator.CLIENT_SECRET;
    }

    @Override
    protected byte[] message(String text) {
        String urn = network()
                .feed()
                .comment(LinkedInSimulator.JANE, text, network().feed().firstThread(), null);
        return LinkedInGround.body(network().notify("COMMENT", urn));
    }

    @Override
    protected WebhookCall signed(byte[] body, Instant sent, String secret) throws Exception {
        return LinkedInGround.signed(body, secret);
    }

    @Override
    protected Set<String> signedHeaders() {
        return Set.of("x-li-signature");
    }

    @Override
    protected Optional<Duration> tolerance() {
        return Optional.empty();
    }

    private List<Activity> heard() throws DeliveryException {
        List<Activity> heard = new ArrayList<>();
        String cursor = null;
        boolean more = true;
        while (more) {
            Fetched fetched = connector().fetch(cursor);
            heard.addAll(fetched.activities());
            cursor = fetched.cursor();
            more = fetched.more();
        }
        return heard;
    }

    @Test
    void check_namesThePage_andWhatIsMissing() throws Exception {
        assertThat(connector().check()).isEqualTo("Acme \u0141td (linkedin.com/company/acme)");
        network().scopes("rw_organization_admin");
        DeliveryException failure = failure(() -> connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure).hasMessageContaining("r_organization_social_feed").hasMessageContaining("administrator");
    }

    @Test
    void version_thatIsSwitchedOff_isToldWithWhatToDo() throws Exception {
        Connection other = connect(settingsBut("version", "202401"), platform());
        DeliveryException failure = failure(() -> other.connector().fetch(null));
        other.end().close();
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("202401").hasMessageContaining("Version of the API");
    }

    @Test
    void quota_isToldUntilMidnightUtc_andHasteUntilAMinute() {
        network().throttle("Resource level throttle APPLICATION_DAY limit for calls to this resource is reached.");
        DeliveryException failure = failure(() -> connector().fetch(null));
        assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
        assertThat(failure.retryAt())
                .isEqualTo(Instant.now()
                        .truncatedTo(java.time.temporal.ChronoUnit.DAYS)
                        .plus(Duration.ofDays(1)));
        network().throttle("Comment create throttled: creation rate limit exceeded for member");
        assertThat(failure(() -> connector().fetch(null)).retryAt())
                .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(61));
    }

    @Test
    void fetch_bringsCommentsOfMembersAndOfThePage_changesAndDeletions() throws Exception {
        String thread = network().feed().firstThread();
        String post = network().feed().posts.keySet().iterator().next();
        String asked = network().say("How much?");
        String ours = network().feed().comment(LinkedInSimulator.ORGANIZATION, "Ten.", thread, asked);
        network().notify("ADMIN_COMMENT", ours);
        network().notify("COMMENT_EDIT", asked);
        network().notify("COMMENT_DELETE", asked);
        network().notify("LIKE", asked);
        List<Activity> heard = heard();
        assertThat(heard).hasSize(4);
        Activity first = heard.get(0);
        assertThat(first.networkId()).isEqualTo(asked);
        assertThat(first.inReplyTo()).isEqualTo(post);
        assertThat(first.context()).isEqualTo(post);
        assertThat(first.actor().networkId()).isEqualTo(LinkedInSimulator.JANE);
        assertThat(String.valueOf(first.url()))
                .startsWith("https://www.linkedin.com/feed/update/" + thread + "/?commentUrn=");
        assertThat(heard.get(1).direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(heard.get(2).verb()).isEqualTo("Update");
        assertThat(heard.get(2).networkId()).startsWith(asked + "/edited/");
        assertThat(heard.get(3).verb()).isEqualTo("Delete");
        assertThat(heard.get(3).networkId()).isEqualTo(asked + "/deleted");
    }

    @Test
    void fetch_bringsMentionsAndWhatIsPassedOn_andOwnPosts() throws Exception {
        long now = System.currentTimeMillis();
        network()
                .notify(
                        "SHARE_MENTION",
                        network()
                                .feed()
                                .post(LinkedInSimulator.JANE, "Thanks, Acme!", now, null)
                                .path("id")
                                .asText());
        network()
                .notify(
                        "SHARE",
                        network()
                                .feed()
                                .post(LinkedInSimulator.JANE, "", now, null)
                                .path("id")
                                .asText());
        Receipt own = connector().publish(post("We have #news for @[Jane](urn:li:person:jAn3-x_Y)"));
        List<Activity> heard = heard();
        assertThat(heard).hasSize(3);
        assertThat(heard.get(0).content()).isEqualTo("Thanks, Acme!");
        assertThat(heard.get(0).kind()).isEqualTo(ActivityKind.POST);
        assertThat(heard.get(1).kind()).isEqualTo(ActivityKind.SHARE);
        assertThat(heard.get(1).inReplyTo())
                .isEqualTo(network().feed().posts.keySet().iterator().next());
        assertThat(heard.get(2).networkId()).isEqualTo(own.networkId());
        assertThat(heard.get(2).direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(heard.get(2).content()).isEqualTo("We have #news for Jane");
        assertThat(heard.get(2).url()).isEqualTo(own.url());
    }

    @Test
    void ownPosts_areBroughtOnce_pageByPage() throws Exception {
        long now = System.currentTimeMillis();
        for (int number = 0; number < 120; number++) {
            network().feed().post(LinkedInSimulator.ORGANIZATION, "Post " + number, now - 1000 + number, null);
        }
        List<String> contents = new ArrayList<>();
        String cursor = null;
        for (int looks = 0; looks < 2; looks++) {
            boolean more = true;
            while (more) {
                Fetched fetched = connector().fetch(cursor);
                fetched.activities().forEach(activity -> contents.add(activity.content()));
                cursor = fetched.cursor();
                more = fetched.more();
            }
        }
        assertThat(contents).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void cursor_staysWithinItsBounds_whateverThereIs() throws Exception {
        long now = System.currentTimeMillis();
        for (int number = 0; number < 700; number++) {
            network().say("Comment " + number);
            network().feed().post(LinkedInSimulator.ORGANIZATION, "Post " + number, now - 1000 + number, null);
        }
        Set<String> ids = new java.util.HashSet<>();
        String cursor = null;
        boolean more = true;
        while (more) {
            Fetched fetched = connector().fetch(cursor);
            fetched.activities().forEach(activity -> ids.add(activity.networkId()));
            cursor = fetched.cursor();
            more = fetched.more();
            assertThat(cursor.length()).isLessThan(16_000);
        }
        assertThat(ids).hasSize(1400);
    }

    @Test
    void publish_escapesWhatHasAMeaning() throws Exception {
        String text = "50% (really) *now* <b> [x] {y} | a_b ~ c@d \\ C# #caf\u00e9 \u4f60#no https://a.example/#x";
        Post post = post(text);
        Receipt receipt = connector().publish(post);
        assertThat(network().said().get(0).text()).isEqualTo(text);
        assertThat(connector().find(post)).contains(receipt);
    }

    @Test
    void publish_takesAnAttemptOfItsOwnForIt_andRefusesWordsThatWereThere() throws Exception {
        Post post = post("Good news");
        network().troubleForPosts(Trouble.of(Trouble.Kind.CUT_AFTER), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(post));
        network().calm();
        reconnect();
        assertThat(connector().publish(post).networkId())
                .isEqualTo(network().said().get(0).networkId());
        DeliveryException failure = failure(() -> connector().publish(post("Good news")));
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("same words twice");
        reconnect();
        Post tomorrow = Post.of(nextKey(), Instant.now().plus(Duration.ofHours(20)), "Good news");
        assertFails(FailureCategory.REJECTED, () -> connector().publish(tomorrow));
        assertThat(network().said()).hasSize(1);
    }

    @Test
    void publish_showsLinksWithATitle_andElseInTheText() throws Exception {
        connector().publish(linked("Read", "The title"));
        assertThat(network().received("\"article\":{\"source\":\"https://acme.example/a\",\"title\":\"The title\"}"))
                .isTrue();
        connector().publish(linked("Look", null));
        assertThat(network().said().get(1).text()).isEqualTo("Look\n\nhttps://acme.example/a");
    }

    private Post linked(String text, @Nullable String title) {
        return new Post(
                nextKey(),
                Instant.now(),
                text,
                title,
                null,
                Post.Visibility.PUBLIC,
                null,
                null,
                URI.create("https://acme.example/a"),
                List.of());
    }

    private static Media picture(String name, String alternative, String type) {
        return new Media(name, type, PICTURE.length, alternative, () -> new ByteArrayInputStream(PICTURE));
    }

    @Test
    void publish_waitsForPictures_andShowsSeveral() throws Exception {
        network().looksUntilReady(2);
        Post post = post("Two").with(List.of(picture("a.png", "A", "image/png"), picture("b.jpg", "B", "image/jpeg")));
        connector().publish(post);
        assertThat(network().received("\"multiImage\":{\"images\":[")).isTrue();
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(post("Film").with(List.of(picture("f.mp4", "", "video/mp4")))));
    }

    @Test
    void token_goesToLinkedInAlone() throws Exception {
        connector().publish(post("At home").with(List.of(picture("a.png", "A", "image/png"))));
        network().uploadElsewhere();
        connector().publish(post("Elsewhere").with(List.of(picture("a.png", "A", "image/png"))));
        assertThat(network().requests().stream()
                        .filter(request -> request.method().equals("PUT"))
                        .map(request -> request.header("authorization").isPresent()))
                .containsExactly(true, false);
    }

    @Test
    void answers_toAnswers_goBelowTheirComment() throws Exception {
        String thread = network().feed().firstThread();
        String asked = network().say("Is it waterproof?");
        String reply = network().feed().comment(LinkedInSimulator.JANE, "I wonder, too", thread, asked);
        connector().publish(answer("It is, @[Jane](urn:li:person:jAn3-x_Y).", reply));
        assertThat(network().said()).singleElement().satisfies(said -> {
            assertThat(said.inReplyTo()).isEqualTo(asked);
            assertThat(said.text()).isEqualTo("It is, Jane.");
        });
        String post = network().feed().posts.keySet().iterator().next();
        connector().publish(answer("Below the post", post));
        assertThat(network().said())
                .extracting(SimulatedNetwork.Said::inReplyTo)
                .contains(thread);
        assertFails(FailureCategory.REJECTED, () -> connector().publish(answer("x".repeat(1251), asked)));
        assertFails(FailureCategory.REJECTED, () -> connector().publish(answer("What?", "no urn")));
        assertFails(FailureCategory.REJECTED, () -> connector().publish(answer("Gone", Urns.comment(thread, "4711"))));
    }

    @Test
    void answer_isSaidOnce_whenItsReceiptIsLost() throws Exception {
        String asked = network().say("When?");
        Post post = answer("Tomorrow.", asked);
        network()
                .trouble(
                        Trouble.of(Trouble.Kind.CUT_AFTER),
                        1,
                        request -> request.method().equals("POST")
                                && request.path().endsWith("/comments"));
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(post));
        network().calm();
        String there = network().said().get(0).networkId();
        assertThat(connector().publish(post).networkId()).isEqualTo(there);
        reconnect();
        assertThat(connector().find(post).map(Receipt::networkId)).contains(there);
        assertThat(connector().find(answer("Never said", asked))).isEmpty();
    }

    private void moderate(Action action, String id) throws DeliveryException {
        connector().moderate(new Moderation(action, id));
    }

    @Test
    void moderate_deletesAndLikes_quietlyWhenItIsSoAlready() throws Exception {
        String post = connector().publish(post("Short-lived")).networkId();
        String comment = network().say("Rude");
        moderate(Action.LIKE, comment);
        moderate(Action.LIKE, comment);
        assertThat(network().feed().liked).containsExactly(comment);
        moderate(Action.UNLIKE, comment);
        moderate(Action.UNLIKE, comment);
        assertThat(network().feed().liked).isEmpty();
        moderate(Action.DELETE, comment);
        moderate(Action.DELETE, comment);
        assertThat(network().feed().comments).isEmpty();
        moderate(Action.DELETE, post);
        moderate(Action.DELETE, post);
        assertThat(network().said()).isEmpty();
        assertFails(FailureCategory.UNSUPPORTED, () -> moderate(Action.HIDE, comment));
        assertFails(FailureCategory.REJECTED, () -> moderate(Action.DELETE, "nothing"));
    }

    @Test
    void metrics_countPostsAndComments() throws Exception {
        String post = connector().publish(post("Count me")).networkId();
        String comment = network().say("Counted");
        String hers = network()
                .feed()
                .post(LinkedInSimulator.JANE, "Hers", System.currentTimeMillis(), null)
                .path("id")
                .asText();
        network().like(post, 4);
        network().like(comment, 2);
        Map<String, PostMetrics> metrics =
                connector().metrics(List.of(post, hers, comment, comment + "/deleted", "urn:li:share:1"));
        assertThat(metrics).containsOnlyKeys(post, comment);
        assertThat(metrics.get(post))
                .isEqualTo(new PostMetrics(Map.of(
                        Measure.LIKES, 4L,
                        Measure.REPLIES, 2L,
                        Measure.SHARES, 1L,
                        Measure.CLICKS, 0L,
                        Measure.VIEWS, 100L)));
        assertThat(metrics.get(comment)).isEqualTo(new PostMetrics(Map.of(Measure.LIKES, 3L, Measure.REPLIES, 3L)));
    }

    @Test
    void receive_answersTheChallenge() throws Exception {
        String code = "890e4665-4dfe-4ab1-b689-ed553bceeed0";
        Received received = connector()
                .receive(new WebhookCall(
                        "GET", Map.of("challengeCode", List.of(code)), Map.of(), new WebhookCall.Body(new byte[0])));
        assertThat(received.status()).isEqualTo(200);
        assertThat(received.mediaType()).isEqualTo("application/json");
        assertThat(received.body())
                .isEqualTo("{\"challengeCode\":\"" + code + "\",\"challengeResponse\":\""
                        + LinkedInGround.sign(LinkedInSimulator.CLIENT_SECRET, code.getBytes(StandardCharsets.UTF_8))
                        + "\"}");
        assertThat(connector()
                        .receive(new WebhookCall("GET", Map.of(), Map.of(), new WebhookCall.Body(new byte[0])))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void receive_bringsWhatALookBrings_andNothingOfOtherPages() throws Exception {
        String urn = network()
                .feed()
                .comment(LinkedInSimulator.JANE, "Pushed", network().feed().firstThread(), null);
        com.fasterxml.jackson.databind.node.ObjectNode notification = network().notify("COMMENT", urn);
        List<Activity> pushed = taken(call(LinkedInGround.body(notification))).activities();
        assertThat(heard()).isEqualTo(pushed);
        notification.put("organizationalEntity", "urn:li:organization:1");
        assertThat(taken(call(LinkedInGround.body(notification))).activities()).isEmpty();
    }
}
