package org.rostrum.connector.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.youtube.YouTubeSimulator.Comment;
import org.rostrum.connector.youtube.YouTubeSimulator.Video;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.SearchQuery;

/** What is said in threads, what waits for review, own videos, and what they cost. */
class HeardOnYouTubeTest {
    private static final String JANE = YouTubeSimulator.JANE;
    private static final String ME = YouTubeSimulator.ME;

    private YouTubeBench bench;
    private YouTubeSimulator network;

    @BeforeEach
    void begin() throws Exception {
        bench = new YouTubeBench().with("ownVideos", false);
        network = bench.network;
    }

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void comment_tellsItsVideoItsAuthorAndItsPlace() throws Exception {
        String thread = network.say("How much?");
        Comment reply = network.say(ME, "Ten.", thread);
        List<Activity> heard = bench.look();
        assertThat(heard).hasSize(2);
        Activity first = heard.get(0);
        assertThat(first.networkId()).isEqualTo(thread);
        assertThat(first.inReplyTo()).isEqualTo(YouTubeSimulator.VIDEO);
        assertThat(first.context()).isEqualTo(YouTubeSimulator.VIDEO);
        assertThat(first.actor().networkId()).isEqualTo(JANE);
        assertThat(first.actor().handle()).isEqualTo("jane\u0142");
        assertThat(first.url())
                .hasToString("https://www.youtube.com/watch?v=" + YouTubeSimulator.VIDEO + "&lc=" + thread);
        assertThat(first.original().text()).contains("\"youtube#comment\"");
        Activity answer = heard.get(1);
        assertThat(answer.networkId()).isEqualTo(reply.id);
        assertThat(answer.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(answer.inReplyTo()).isEqualTo(thread);
        assertThat(answer.context()).isEqualTo(YouTubeSimulator.VIDEO);
    }

    @Test
    void answers_areHeardInThreadsThatAreKnown_eachOnce() throws Exception {
        String old = network.say("Old thread");
        network.say("Newer thread");
        assertThat(bench.words()).hasSize(2);
        network.say(JANE, "One", old);
        network.say(ME, "Two", old);
        assertThat(bench.words()).containsExactly("One", "Two");
        bench.reconnect();
        assertThat(bench.words()).isEmpty();
        IntStream.rangeClosed(3, 9).forEach(number -> later(network.say(JANE, "No. " + number, old), number));
        assertThat(bench.words()).containsExactly("No. 3", "No. 4", "No. 5", "No. 6", "No. 7", "No. 8", "No. 9");
        assertThat(bench.words()).isEmpty();
    }

    private static void later(Comment comment, int seconds) {
        comment.published = Instant.now().plusSeconds(seconds);
    }

    @Test
    void answers_areAllHeard_whenThereAreHundreds() throws Exception {
        String thread = network.say("Discuss");
        List<String> said = new ArrayList<>(List.of("Discuss"));
        for (int number = 0; number < 230; number++) {
            said.add(network.say(JANE, "Argument " + number, thread).text);
        }
        assertThat(bench.words()).containsExactlyInAnyOrderElementsOf(said);
        assertThat(bench.words()).isEmpty();
    }

    @Test
    void answers_ofTheSameSecondOrLetThroughLate_areNotLost() throws Exception {
        String thread = network.say("Discuss");
        Comment seen = network.say(JANE, "Seen", thread);
        Comment held = network.say(JANE, "Late", thread);
        held.published = seen.published.minusSeconds(600);
        held.status = "rejected";
        assertThat(bench.words()).containsExactly("Discuss", "Seen");
        held.status = "published";
        assertThat(bench.words()).contains("Late");
        Comment same = network.say(JANE, "Same second", thread);
        same.published = seen.published;
        assertThat(bench.words()).contains("Same second");
    }

    @Test
    void answers_areHeard_whenAsManyHaveGone() throws Exception {
        String thread = network.say("Discuss");
        Comment gone = network.say(JANE, "Gone", thread);
        bench.words();
        network.forget(gone.id);
        later(network.say(JANE, "Instead", thread), 5);
        assertThat(bench.words()).containsExactly("Instead");
    }

    @Test
    void threads_thatAreLetThroughLate_areHeard() throws Exception {
        Comment late = network.say(JANE, "Late", null);
        late.published = Instant.now().minus(Duration.ofDays(2)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        late.status = "rejected";
        IntStream.range(0, 150).forEach(number -> network.say("Word " + number));
        assertThat(bench.words()).hasSize(150);
        late.status = "published";
        assertThat(bench.words()).containsExactly("Late");
        assertThat(bench.words()).isEmpty();
    }

    @Test
    void threads_areNotRepeated_whenTheNewestOnesGo() throws Exception {
        bench.with("threads", 50);
        Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        List<Comment> said = new ArrayList<>();
        for (int number = 0; number < 120; number++) {
            Comment one = network.say(JANE, "Word " + number, null);
            one.published = now.minusSeconds(1000 - number);
            said.add(one);
        }
        assertThat(bench.words()).hasSize(120);
        said.subList(90, 120).forEach(one -> network.forget(one.id));
        assertThat(bench.words()).isEmpty();
        network.say("New");
        assertThat(bench.words()).containsExactly("New");
    }

    @Test
    void burst_thatIsLongerThanWhatIsRemembered_bringsEachOnce() throws Exception {
        bench.with("threads", 50);
        Instant second = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        IntStream.range(0, 20).forEach(number -> network.say(JANE, "Before " + number, null).published = second);
        assertThat(bench.words()).hasSize(20);
        List<String> said =
                IntStream.range(0, 270).mapToObj(number -> "Burst " + number).toList();
        said.forEach(text -> network.say(JANE, text, null).published = second);
        assertThat(bench.words()).containsExactlyInAnyOrderElementsOf(said);
        List<String> later =
                IntStream.range(0, 270).mapToObj(number -> "Later " + number).toList();
        later.forEach(text -> network.say(JANE, text, null).published = second.plusSeconds(2));
        assertThat(bench.words()).containsExactlyInAnyOrderElementsOf(later);
        assertThat(bench.words()).isEmpty();
    }

    @Test
    void cursor_staysWithinItsBounds_whateverThereIs() throws Exception {
        bench.with("threads", 400).with("ownVideos", true);
        for (int number = 0; number < 500; number++) {
            String thread = network.say("Thread " + number);
            IntStream.range(0, 4).forEach(reply -> network.say(JANE, "Reply " + reply, thread));
            network.say(JANE, "Held " + number, null).status = "heldForReview";
        }
        IntStream.range(0, 100).forEach(number -> network.upload(ME, "Film " + number));
        assertThat(bench.look()).hasSize(500 * 5 + 500 + 101);
        assertThat(bench.longestCursor()).isGreaterThan(10_000).isLessThan(16_000);
        assertThat(bench.look()).isEmpty();
    }

    @Test
    void history_isAsLongAsItShallBe() throws Exception {
        bench.with("historyDays", 7);
        network.say(JANE, "Ancient", null).published = Instant.now().minus(Duration.ofDays(8));
        network.say("Recent");
        assertThat(bench.words()).containsExactly("Recent");
    }

    @Test
    void walk_beginsAnew_whenYouTubeHasLostThePlace() throws Exception {
        bench.with("threads", 100);
        List<String> said =
                IntStream.range(0, 350).mapToObj(number -> "Word " + number).toList();
        said.forEach(network::say);
        Fetched first = bench.connector().fetch(null);
        assertThat(first.activities()).hasSize(100);
        network.losePages();
        List<String> heard = new ArrayList<>();
        first.activities().forEach(activity -> heard.add(activity.content()));
        String cursor = first.cursor();
        for (int fetches = 0; fetches < 20; fetches++) {
            Fetched fetched = bench.connector().fetch(cursor);
            fetched.activities().forEach(activity -> heard.add(activity.content()));
            cursor = fetched.cursor();
            if (!fetched.more()) {
                break;
            }
        }
        assertThat(heard).containsAll(said);
    }

    @Test
    void heldComments_areHeardOnce_andNotAgainWhenTheyAreLetThrough() throws Exception {
        network.say("Fine");
        Comment held = network.say(JANE, "Waits", null);
        held.status = "heldForReview";
        Comment reply = network.say(JANE, "Waits, too", network.say("Also fine"));
        reply.status = "heldForReview";
        assertThat(bench.words()).containsExactly("Fine", "Also fine", "Waits", "Waits, too");
        assertThat(bench.words()).isEmpty();
        held.status = "published";
        reply.status = "published";
        assertThat(bench.words()).isEmpty();
        assertThat(bench.words()).isEmpty();
    }

    @Test
    void heldComments_thatWeMayNotRead_keepNothingElseAway() throws Exception {
        network.forbidHeld();
        network.say("Fine");
        assertThat(bench.words()).containsExactly("Fine");
        assertThat(bench.connector().warnings()).anySatisfy(warning -> assertThat(warning)
                .startsWith("The comments that are held for review cannot be read."));
        assertThat(catchThrowableOfType(
                        DeliveryException.class, () -> bench.connector().check()))
                .isNotNull();
    }

    @Test
    void channelWithoutComments_stillHasVideos() throws Exception {
        bench.with("ownVideos", true).with("heldComments", false);
        network.comments(false);
        assertThat(bench.look()).singleElement().extracting(Activity::networkId).isEqualTo(YouTubeSimulator.VIDEO);
        assertThat(bench.connector().warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("There are no comments to be heard."));
        network.comments(true);
        network.say("At last");
        assertThat(bench.words()).containsExactly("At last");
        assertThat(bench.connector().warnings()).isEmpty();
    }

    @Test
    void videos_areHeard_withTheirDescriptions_andPrivateOnesWhenTheyArePublic() throws Exception {
        bench.with("ownVideos", true);
        Video secret = network.upload(ME, "Secret");
        secret.privacy = "private";
        Activity video = bench.look().get(0);
        assertThat(video.networkId()).isEqualTo(YouTubeSimulator.VIDEO);
        assertThat(video.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(video.objectType()).isEqualTo("Video");
        assertThat(video.content()).isEqualTo("How to fold a box\n\nAbout <it> & more");
        assertThat(video.url()).hasToString("https://www.youtube.com/watch?v=" + YouTubeSimulator.VIDEO);
        assertThat(bench.look()).isEmpty();
        secret.privacy = "public";
        assertThat(bench.look()).singleElement().extracting(Activity::networkId).isEqualTo(secret.id);
        IntStream.range(0, 130).forEach(number -> network.upload(ME, "Clip " + number));
        assertThat(bench.look()).hasSize(130);
        assertThat(bench.look()).isEmpty();
    }

    @Test
    void channelWithoutVideos_isNoFailure() throws Exception {
        bench.with("ownVideos", true);
        network.video(YouTubeSimulator.VIDEO).privacy = "private";
        network.say("Hello?");
        assertThat(bench.words()).containsExactly("Hello?");
    }

    @Test
    void look_costsOneUnitForEachFetch() throws Exception {
        bench.with("ownVideos", true).with("callbackAddress", "").with("hubSecret", "");
        network.say("Hello");
        bench.look();
        int before = network.units();
        bench.look();
        assertThat(bench.fetches()).isEqualTo(3);
        assertThat(before - network.units()).isEqualTo(3);
    }

    @Test
    void quota_isToldUntilMidnightPacificTime() throws Exception {
        bench.clock.set(Instant.parse("2026-07-01T12:00:00Z"));
        bench.look();
        network.units(0);
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, bench::look);
        assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
        assertThat(failure.retryAt()).isEqualTo(Instant.parse("2026-07-02T07:00:00Z"));
        assertThat(failure).hasMessageContaining("quota").hasMessageNotContaining("<a");
        network.units(100);
        assertThat(bench.look()).isEmpty();
    }

    @Test
    void day_endsAtMidnightPacificTime_whateverTheClocksDo() {
        assertThat(PacificDay.end(Instant.parse("2026-01-15T07:59:59Z")))
                .isEqualTo(Instant.parse("2026-01-15T08:00:00Z"));
        assertThat(PacificDay.end(Instant.parse("2026-01-15T08:00:00Z")))
                .isEqualTo(Instant.parse("2026-01-16T08:00:00Z"));
        assertThat(PacificDay.end(Instant.parse("2026-03-08T09:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-09T07:00:00Z"));
        assertThat(PacificDay.end(Instant.parse("2026-11-01T08:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-02T08:00:00Z"));
    }

    @Test
    void search_findsVideos_newestFirst_pageByPage() throws Exception {
        IntStream.range(0, 60).forEach(number -> later(network.upload(JANE, "acme & more " + number), number));
        Fetched page = bench.connector()
                .search(new SearchQuery("acme", "en-GB", Instant.now().minusSeconds(60), 50), null);
        assertThat(page.activities()).hasSize(50);
        assertThat(page.activities().get(0).content()).isEqualTo("acme & more 59\n\nAbout <it> & more");
        assertThat(page.activities().get(0).direction()).isEqualTo(Direction.INBOUND);
        assertThat(page.activities().get(0).actor().networkId()).isEqualTo(JANE);
        assertThat(page.more()).isTrue();
        Fetched rest = bench.connector()
                .search(new SearchQuery("acme", "en-GB", Instant.now().minusSeconds(60), 50), page.cursor());
        assertThat(rest.activities()).hasSize(10);
        assertThat(rest.more()).isFalse();
    }

    private static void later(Video video, int seconds) {
        video.published = Instant.now().plusSeconds(seconds).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }
}
