package org.rostrum.connector.wordpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;

class WordpressConnectorTest extends WordpressContract<WordpressSimulator> {
    @Override
    protected WordpressSimulator simulate() throws IOException {
        return new WordpressSimulator();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "/blog/wp-json/|",
                "/blog/?rest_route=/|",
                "/blog/index.php?rest_route=/|",
                "|<link rel='https://api.w.org/' href='/blog/?rest_route=/' />",
                "|"
            },
            delimiter = '|')
    void interface_isFound(String header, String element) throws Exception {
        network().says(header == null ? "" : header, element == null ? "" : element);
        assertThat(connector().check())
                .isEqualTo("Integration at Acme & Sons (" + network().address() + "/blog)");
        String said = network().say("Hello?");
        assertThat(connector().publish(Post.of("1", Instant.now(), "Yes?").replyingTo(said)))
                .isNotNull();
        assertThat(network().said()).hasSize(1);
    }

    @Test
    void interface_mayBeGivenItself() throws Exception {
        for (String root : List.of("/blog/wp-json", "/blog/wp-json/", "/blog/?rest_route=/")) {
            Connection direct = connect(settingsBut("site", network().address() + root), Clock.systemUTC());
            try {
                assertThat(direct.connector().check()).startsWith("Integration at");
            } finally {
                direct.end().close();
            }
        }
    }

    @Test
    void password_goesToNoOtherServer() {
        network().says("/blog/wp-json/", "");
        String elsewhere = network().address().toString().replace("127.0.0.1", "localhost");
        network().says("", "<link rel='https://api.w.org/' href='" + elsewhere + "/blog/wp-json/' />");
        DeliveryException refused = failure(() -> connector().check());
        assertThat(refused.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(refused).hasMessageContaining("another server");
        assertThat(network().requests())
                .allMatch(request -> request.header("Authorization").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "401|{\"code\":\"rest_not_logged_in\",\"message\":\"No.\"}|AUTH_EXPIRED|keeps the header",
                "401|{\"code\":\"invalid_username\",\"message\":\"No.\"}|AUTH_EXPIRED|application password of that account",
                "401|<html>Password!</html>|AUTH_EXPIRED|not WordPress that says so",
                "403|<html>Blocked</html>|AUTH_EXPIRED|firewall",
                "403|{\"code\":\"rest_forbidden\",\"message\":\"Only <b>members</b>.\"}|AUTH_EXPIRED|Only members.",
                "501|{\"code\":\"application_passwords_disabled\",\"message\":\"Off.\"}|AUTH_EXPIRED|switched on",
                "404|{\"code\":\"rest_no_route\",\"message\":\"No route.\"}|REJECTED|plugin",
                "404|<html>Nothing here</html>|REJECTED|address of the site",
                "200|<html>Please sign in</html>|UNAVAILABLE|none of WordPress's",
                "200|{\"hello\":\"world\"}|UNAVAILABLE|none of WordPress's",
                "302|moved|REJECTED|browsers end up",
                "503|<html>Briefly unavailable for scheduled maintenance.</html>|UNAVAILABLE|503"
            },
            delimiter = '|')
    void whatStandsInTheWay_isTold(int status, String body, FailureCategory category, String words) {
        network().answers(Reply.of(status, body.startsWith("{") ? "application/json" : "text/html", body));
        DeliveryException failure = failure(() -> connector().check());
        assertThat(failure.category()).as("%s", failure.getMessage()).isEqualTo(category);
        assertThat(failure).hasMessageContaining(words);
    }

    @Test
    void maintenance_waitsAsLongAsTheSiteSays() {
        network().answers(Reply.of(503, "text/html", "Briefly unavailable").with("Retry-After", "600"));
        DeliveryException failure = failure(() -> connector().fetch(null));
        assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
        assertThat(failure.retryAt()).isAfter(Instant.now().plusSeconds(500));
    }

    @Test
    void siteWithoutApplicationPasswords_isToldSo() {
        network().takesNoPasswords();
        DeliveryException failure = failure(() -> connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure).hasMessageContaining("https");
    }

    @Test
    void site_mayMove() throws Exception {
        read();
        network().says("/blog/?rest_route=/", "");
        network().answers(Reply.of(404, "text/html", "gone"));
        assertFails(FailureCategory.REJECTED, () -> connector().fetch(null));
        network().answers(null);
        String said = network().say("Still there?");
        assertThat(read()).extracting(Activity::networkId).contains(said);
        assertThat(network().requests()).anyMatch(request -> request.target().contains("rest_route="));
    }

    @Test
    void abilities_areThoseOfTheRole() throws Exception {
        network().role("edit_posts");
        connector().check();
        assertThat(connector().abilities())
                .containsExactlyInAnyOrder(Ability.LISTEN, Ability.SEARCH, Ability.REPLY, Ability.METRICS);
        assertFails(FailureCategory.UNSUPPORTED, () -> connector().publish(Post.of("1", Instant.now(), "Hi")));
        assertFails(FailureCategory.UNSUPPORTED, () -> connector()
                .moderate(new Moderation(Moderation.Action.HIDE, Ids.comment(1))));
        network().role("edit_posts", "publish_posts");
        connector().check();
        assertThat(connector().abilities()).contains(Ability.PUBLISH).doesNotContain(Ability.MEDIA, Ability.MODERATE);
    }

    @Test
    void whoMayNotModerate_seesCommentsOnceTheyAreApproved_andFindsHisAnswers() throws Exception {
        network().role("read");
        read();
        long held = network().comment("First", "hold");
        String later = network().say("Second");
        assertThat(read()).extracting(Activity::networkId).containsExactly(later);
        network().become(held, "approved");
        assertThat(read()).extracting(Activity::networkId).containsExactly(Ids.comment(held));
        Post answer = Post.of("1", Instant.now(), "\"Yes\" & <no>").replyingTo(later);
        String there = connector().publish(answer).networkId();
        assertThat(connector().find(answer))
                .get()
                .extracting(one -> one.networkId())
                .isEqualTo(there);
    }

    @Test
    void roleThatIsTakenAway_leavesWhatEverybodyMay() throws Exception {
        read();
        network().role("read");
        assertFails(FailureCategory.AUTH_EXPIRED, () -> connector().fetch(null));
        String said = network().say("Hello?");
        network().comment("Psst", "hold");
        assertThat(read()).extracting(Activity::networkId).containsExactly(said);
        assertThat(connector().abilities()).doesNotContain(Ability.MODERATE);
    }

    @Test
    void commentsOfLongAgo_areLeftOut() throws Exception {
        for (int i = 0; i < 120; i++) {
            network().commentOf(Instant.now().minusSeconds(40L * 86_400), "old " + i);
        }
        String near = network().say("near");
        Map<String, Object> settings = new LinkedHashMap<>(settings(network()));
        settings.put("historyDays", 30);
        Connection connection = connect(settings, Clock.systemUTC());
        try {
            assertThat(read(connection.connector()))
                    .filteredOn(one -> one.networkId().startsWith("comment"))
                    .extracting(Activity::networkId)
                    .containsExactly(near);
            String later = network().say("later");
            assertThat(read(connection.connector()))
                    .extracting(Activity::networkId)
                    .containsExactly(later);
        } finally {
            connection.end().close();
        }
    }

    @Test
    void earlierAttempt_thatIsStillUnderWay_leavesOnePost() throws Exception {
        Post post = Post.of("1", Instant.now(), "Once");
        network().isSlow();
        String there = connector().publish(post).networkId();
        assertThat(network().said()).singleElement().satisfies(said -> assertThat(said.networkId())
                .isEqualTo(there));
        assertThat(connector().find(post))
                .get()
                .extracting(found -> found.networkId())
                .isEqualTo(there);
    }

    @Test
    void tooManyCommentsAtOnce_waitForALittle() {
        network().answers(Reply.json(400, "{\"code\":\"comment_flood\",\"message\":\"Slow down.\"}"));
        assertFails(FailureCategory.RATE_LIMITED, () -> connector().check());
    }

    @Test
    void usersWhoWrite_speakForTheOrganisation_othersDoNot() throws Exception {
        read();
        String ours = Ids.comment(network().commentBy(8, "We look into it"));
        String theirs = Ids.comment(network().commentBy(30, "Thank you"));
        Map<String, Direction> directions = new LinkedHashMap<>();
        read().forEach(one -> directions.put(one.networkId(), one.direction()));
        assertThat(directions)
                .containsExactly(Map.entry(ours, Direction.OUTBOUND), Map.entry(theirs, Direction.INBOUND));
    }

    @Test
    void listOfUsers_mayBeClosed() throws Exception {
        network().closesUsers();
        String ours = Ids.comment(network().commentBy(7, "It is me"));
        String theirs = Ids.comment(network().commentBy(8, "Nobody knows who I am"));
        assertThat(read())
                .filteredOn(one -> one.networkId().startsWith("comment"))
                .extracting(Activity::networkId, Activity::direction)
                .containsExactly(tuple(ours, Direction.OUTBOUND), tuple(theirs, Direction.INBOUND));
    }

    @Test
    void deletedComments_hideNoOthers() throws Exception {
        List<Long> old = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            old.add(network().comment("old " + i, "approved"));
        }
        assertThat(read()).hasSize(231);
        old.subList(0, 180).forEach(network()::removeComment);
        String fresh = network().say("fresh");
        assertThat(read()).extracting(Activity::networkId).containsExactly(fresh);
        old.subList(180, 230).forEach(network()::removeComment);
        assertThat(read()).isEmpty();
        String last = network().say("last");
        assertThat(read()).extracting(Activity::networkId).containsExactly(last);
    }

    @Test
    void olderComments_areReadAgainInTurn() throws Exception {
        List<Long> old = new ArrayList<>();
        for (int i = 0; i < 330; i++) {
            old.add(network().comment("old " + i, i == 20 ? "spam" : "approved"));
        }
        assertThat(read()).hasSize(330);
        network().edit(old.get(100), "changed");
        network().become(old.get(20), "approved");
        List<Activity> found = new ArrayList<>();
        for (int look = 0; look < 4; look++) {
            found.addAll(read());
        }
        assertThat(found)
                .extracting(Activity::verb, one -> one.networkId().replaceFirst("/.*", ""))
                .containsExactlyInAnyOrder(
                        tuple("Update", Ids.comment(old.get(100))), tuple("Create", Ids.comment(old.get(20))));
    }

    @Test
    void postsOfOneSecond_comeAllOnce_alsoWhenTheSiteMovesItsClock() throws Exception {
        Instant second = Instant.now().minusSeconds(3600);
        for (int i = 0; i < 130; i++) {
            network().addPost("same " + i, second);
        }
        List<Activity> first = read();
        assertThat(first)
                .extracting(Activity::networkId)
                .doesNotHaveDuplicates()
                .hasSize(131);
        network().moves("Pacific/Honolulu");
        long later = network().addPost("west", Instant.now());
        assertThat(read()).extracting(Activity::networkId).containsExactly(Ids.post(later));
        network().moves("Pacific/Kiritimati");
        long east = network().addPost("east", Instant.now());
        assertThat(read()).extracting(Activity::networkId).containsExactly(Ids.post(east));
        network().moves("America/Sao_Paulo");
        long back = network().addPost("back", Instant.now());
        assertThat(read()).extracting(Activity::networkId).containsExactly(Ids.post(back));
    }

    @Test
    void history_isAsLongAsWanted() throws Exception {
        network().addPost("long ago", Instant.now().minusSeconds(40L * 86_400));
        long near = network().addPost("near", Instant.now().minusSeconds(20L * 86_400));
        Map<String, Object> settings = new LinkedHashMap<>(settings(network()));
        settings.put("historyDays", 30);
        Connection connection = connect(settings, Clock.systemUTC());
        try {
            assertThat(read(connection.connector()))
                    .extracting(Activity::networkId)
                    .contains(Ids.post(near))
                    .hasSize(2);
        } finally {
            connection.end().close();
        }
    }

    @Test
    void categories_areFoundByNameOrSlug_orTold() throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>(settings(network()));
        settings.put("categories", new String[] {"news & more"});
        Connection sorted = connect(settings, Clock.systemUTC());
        String id =
                sorted.connector().publish(Post.of("1", Instant.now(), "Hi")).networkId();
        sorted.end().close();
        assertThat(network().post(id).path("categories").path(0).asLong()).isEqualTo(3);
        settings.put("categories", new String[] {"Sports"});
        Connection wrong = connect(settings, Clock.systemUTC());
        DeliveryException failure = failure(() -> wrong.connector().publish(Post.of("2", Instant.now(), "Hi")));
        wrong.end().close();
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("Sports");
    }
}
