package org.rostrum.connector.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Moderation.Action;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.testkit.connector.Trouble;

class FacebookPublishingTest extends FacebookGround {
    private static final byte[] FILM = {9, 8, 7, 6, 5, 4};

    @Test
    void aLink_standsBesideTheText_orInItWhenThereArePictures() throws Exception {
        Receipt linked = connector.publish(about(post("Read this"), "https://acme.test/a"));
        assertThat(network.byId(linked.networkId())
                        .at("/attachments/data/0/url")
                        .asText())
                .isEqualTo("https://acme.test/a");
        Post pictures = about(post("Look").with(List.of(picture("One"), picture(""))), "https://acme.test/b");
        Receipt shown = connector.publish(pictures);
        assertThat(network.text(shown.networkId())).isEqualTo("Look\n\nhttps://acme.test/b");
        assertThat(network.byId(shown.networkId()).at("/attachments/data")).hasSize(2);
        assertThat(shown.url()).hasToString("https://www.facebook.com/" + shown.networkId());
        assertThat(connector.find(pictures)).isPresent();
    }

    @Test
    void pictures_areNotBroughtTwice_whenAnAttemptFails() throws Exception {
        Post post = post("Look").with(List.of(picture("One")));
        network.trouble(Trouble.status(429), 1, network::publishes);
        assertFails(FailureCategory.RATE_LIMITED, () -> connector.publish(post));
        connector.publish(post);
        assertThat(network.requests())
                .filteredOn(request -> request.path().endsWith("/photos"))
                .hasSize(1);
    }

    @Test
    void pictures_areBroughtAgain_whenMetaNoLongerHasThem() throws Exception {
        Post post = post("Look").with(List.of(picture("One")));
        network.trouble(Trouble.status(429), 1, network::publishes);
        assertFails(FailureCategory.RATE_LIMITED, () -> connector.publish(post));
        network.forgetPhotos();
        assertFails(FailureCategory.REJECTED, () -> connector.publish(post));
        connector.publish(post);
        assertThat(network.said()).hasSize(1);
    }

    @Test
    void whatMetaWouldRefuse_isRefusedBefore() {
        int before = network.calls();
        Media large = new Media("big.png", "image/png", 10_000_001, "", () -> {
            throw new AssertionError("nobody reads it");
        });
        assertFails(FailureCategory.REJECTED, () -> connector.publish(post("1").with(List.of(large))));
        assertFails(
                FailureCategory.REJECTED,
                () -> connector.publish(post("2").with(Collections.nCopies(11, picture("")))));
        assertFails(
                FailureCategory.REJECTED, () -> connector.publish(post("3").with(List.of(picture("x".repeat(1001))))));
        assertFails(
                FailureCategory.REJECTED,
                () -> connector.publish(post("x".repeat(8001)).replyingTo(network.welcome())));
        assertFails(
                FailureCategory.REJECTED,
                () -> connector.publish(
                        post("4").replyingTo(network.welcome()).with(List.of(picture(""), picture("")))));
        assertFails(
                FailureCategory.REJECTED,
                () -> connector.publish(new Post(
                        "5",
                        clock.instant(),
                        "5",
                        null,
                        null,
                        Post.Visibility.FOLLOWERS,
                        null,
                        null,
                        null,
                        List.of())));
        assertThat(network.calls()).isEqualTo(before);
    }

    @Test
    void theSameAsBefore_isRefused_butOurOwnIsFound() throws Exception {
        network.pretend(Instant.now().minus(Duration.ofHours(1)));
        network.sayAsPage("Good morning!");
        network.pretend(Instant.EPOCH);
        assertThat(assertFails(FailureCategory.REJECTED, () -> connector.publish(post("Good morning!"))))
                .hasMessageContaining("506")
                .hasMessageContaining("Change the words");
        Post post = post("Good evening!");
        Receipt receipt = connector.publish(post);
        assertThat(connector.publish(post)).isEqualTo(receipt);
    }

    @Test
    void theSameWords_mayBeThoseOfTwoPosts() throws Exception {
        Instant decided = clock.instant();
        Receipt first = connector.publish(Post.of("week 1", decided, "Have a nice weekend!"));
        network.sayAsPage("Something else");
        clock.advance(Duration.ofDays(7));
        network.pretend(clock.instant());
        Post later = Post.of("week 2", decided, "Have a nice weekend!");
        network.troubleForPosts(Trouble.of(Trouble.Kind.CUT_AFTER), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector.publish(later));
        Receipt second = connector.find(later).orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(connector.publish(later)).isEqualTo(second);
        assertThat(network.said()).hasSize(2);
    }

    @Test
    void aFirstAttempt_isOneCall() throws Exception {
        connector.check();
        int before = network.calls();
        connector.publish(post("Hello"));
        assertThat(network.calls() - before).isEqualTo(1);
    }

    @Test
    void find_isNotDeceivedByWhatOthersSaid() throws Exception {
        network.visit("Hello");
        network.say("Hello");
        assertThat(connector.find(post("Hello"))).isEmpty();
        assertThat(connector.find(post("Hello").replyingTo(network.welcome()))).isEmpty();
        connector.publish(post("Hello"));
        assertThat(connector.find(post("Hello").replyingTo(network.welcome()))).isEmpty();
        assertThat(connector.find(post("Hello").with(List.of(picture(""))))).isEmpty();
        assertThat(connector.find(post("Hello"))).isPresent();
        assertThat(connector.find(post("Hello").replyingTo("1_2"))).isEmpty();
    }

    @Test
    void answers_standBelowCommentsToo_withAPicture_andAreFound() throws Exception {
        String asked = network.say("Where is it?");
        Post answer = post("Here").replyingTo(asked).with(List.of(picture("A map")));
        network.troubleForPosts(Trouble.of(Trouble.Kind.CUT_AFTER), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector.publish(answer));
        String there = network.said().get(0).networkId();
        assertThat(connector.find(answer).map(Receipt::networkId)).contains(there);
        assertThat(connector.publish(answer).networkId()).isEqualTo(there);
        assertThat(network.byId(there).path("parent").path("id").asText()).isEqualTo(asked);
        assertThat(assertFails(
                        FailureCategory.REJECTED,
                        () -> connector.publish(post("Hm").replyingTo("1_2"))))
                .hasMessageContaining("not there any more");
    }

    @Test
    void messages_goToThoseWhoWroteBefore() throws Exception {
        assertThat(assertFails(
                        FailureCategory.REJECTED, () -> connector.publish(direct("Hello", FacebookSimulator.JANE))))
                .hasMessageContaining("24 hours");
        network.write("Are you there?");
        Post answer = direct("We are.", FacebookSimulator.JANE);
        network.troubleForPosts(Trouble.of(Trouble.Kind.CUT_AFTER), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector.publish(answer));
        Receipt there = connector.find(answer).orElseThrow();
        assertThat(connector.publish(answer)).isEqualTo(there);
        assertThat(network.said()).hasSize(1);
        assertThat(read())
                .filteredOn(activity -> activity.networkId().equals(there.networkId()))
                .singleElement()
                .satisfies(activity -> assertThat(activity.context()).isEqualTo(FacebookSimulator.JANE));

        network.closeWindow();
        assertFails(FailureCategory.REJECTED, () -> connector.publish(direct("Too late", FacebookSimulator.JANE)));
        assertFails(FailureCategory.REJECTED, () -> connector.publish(direct("Who?", "jane")));
        assertFails(
                FailureCategory.REJECTED, () -> connector.publish(direct("x".repeat(2001), FacebookSimulator.JANE)));
        connector = connect(Map.of("messages", false));
        assertFails(FailureCategory.UNSUPPORTED, () -> connector.publish(direct("No", FacebookSimulator.JANE)));
    }

    private Post film(String text) {
        byte[] bytes = FILM;
        return post(text)
                .with(List.of(
                        new Media("cup.mp4", "video/mp4", bytes.length, "", () -> new ByteArrayInputStream(bytes))));
    }

    @Test
    void films_areBroughtInParts_andWorkedOn() throws Exception {
        Post film = film("Watch");
        assertThat(connector.find(film)).isEmpty();
        network.films().taken = 3;
        assertFails(FailureCategory.UNAVAILABLE, () -> connector.publish(film));
        network.trouble(
                Trouble.of(Trouble.Kind.CUT_AFTER),
                1,
                request -> request.path().contains("upload:") && !request.isGet());
        assertFails(FailureCategory.UNAVAILABLE, () -> connector.publish(film));
        assertThat(assertFails(FailureCategory.UNAVAILABLE, () -> connector.publish(film)))
                .hasMessageContaining("once more");
        assertThat(assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector.publish(film)))
                .hasMessageContaining("works on it");
        assertThat(network.films().all)
                .singleElement()
                .satisfies(one -> assertThat(network.films().bytes(one)).isEqualTo(FILM));
        connector = connect(Map.of());
        assertFails(FailureCategory.UNAVAILABLE, () -> connector.find(film));
        assertFails(FailureCategory.UNAVAILABLE, () -> connector.publish(film));
        network.finishFilms();
        Receipt there = connector.find(film).orElseThrow();
        assertThat(there.networkId()).isEqualTo(network.said().get(0).networkId());
        assertThat(connector.publish(film)).isEqualTo(there);
        assertThat(network.films().all).hasSize(1);
        assertThat(read()).extracting(Activity::networkId).contains(there.networkId());
    }

    @Test
    void aFilmWhoseAnswerIsLost_isLookedFor_andNeverSentAgainByItself() throws Exception {
        Post lost = film("Lost");
        network.troubleForPosts(Trouble.of(Trouble.Kind.CUT_AFTER), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector.publish(lost));
        network.finishFilms();
        assertThat(connector.find(lost)).isPresent();

        Post never = film("Never arrived");
        network.troubleForPosts(Trouble.of(Trouble.Kind.CUT_BEFORE), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector.publish(never));
        assertFails(FailureCategory.UNAVAILABLE, () -> connector.find(never));
        clock.advance(Duration.ofHours(3));
        assertThat(assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector.find(never)))
                .hasMessageContaining("Look for it there");

        Post refused = film("Refused");
        network.trouble(Trouble.status(429), 1, network::publishes);
        assertFails(FailureCategory.RATE_LIMITED, () -> connector.publish(refused));
        assertThat(connector.find(refused)).isEmpty();
    }

    @Test
    void aFilm_standsAlone() {
        int before = network.calls();
        Media film = film("x").media().get(0);
        assertFails(
                FailureCategory.REJECTED, () -> connector.publish(post("Both").with(List.of(film, picture("")))));
        assertFails(
                FailureCategory.REJECTED, () -> connector.publish(film("Answer").replyingTo(network.welcome())));
        assertThat(network.calls()).isEqualTo(before);
    }

    @Test
    void moderate_actsAsThePage_andTwiceIsOnce() throws Exception {
        String theirs = network.say("Rubbish");
        for (int i = 0; i < 2; i++) {
            connector.moderate(new Moderation(Action.HIDE, theirs));
            assertThat(network.byId(theirs).path("is_hidden").asBoolean()).isTrue();
            connector.moderate(new Moderation(Action.LIKE, theirs));
            assertThat(network.byId(theirs).path("like_count").asInt()).isEqualTo(1);
        }
        connector.moderate(new Moderation(Action.UNHIDE, theirs));
        assertThat(network.byId(theirs).path("is_hidden").asBoolean()).isFalse();
        connector.moderate(new Moderation(Action.UNLIKE, theirs));
        connector.moderate(new Moderation(Action.DELETE, theirs));
        connector.moderate(new Moderation(Action.DELETE, theirs));
        assertFails(FailureCategory.REJECTED, () -> connector.moderate(new Moderation(Action.HIDE, theirs)));
        assertFails(FailureCategory.UNSUPPORTED, () -> connector.moderate(new Moderation(Action.SPAM, theirs)));
        Receipt ours = connector.publish(post("Oops"));
        connector.moderate(new Moderation(Action.DELETE, ours.networkId()));
        assertThat(network.said()).isEmpty();
    }

    @Test
    void metrics_comeForManyAtACall_withInsightsOfPosts() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add(network.visit("Visit " + i));
        }
        String comment = network.say("Nice!");
        network.like(comment, 2);
        ids.add(comment);
        ids.add(GraphSimulator.PAGE + "_999999");
        connector.check();
        int before = network.calls();
        Map<String, PostMetrics> metrics = connector.metrics(ids);
        assertThat(network.calls() - before).isEqualTo(2);
        assertThat(metrics).hasSize(41);
        assertThat(metrics.get(comment)).isEqualTo(new PostMetrics(Map.of(Measure.LIKES, 2L)));
        assertThat(metrics.get(ids.get(0)))
                .isEqualTo(new PostMetrics(
                        Map.of(Measure.LIKES, 0L, Measure.REPLIES, 0L, Measure.VIEWS, 345L, Measure.CLICKS, 12L)));
        network.scopes().remove("read_insights");
        assertFails(FailureCategory.AUTH_EXPIRED, () -> connector.metrics(ids));
    }
}
