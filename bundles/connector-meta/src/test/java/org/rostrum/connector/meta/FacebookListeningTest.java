package org.rostrum.connector.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.testkit.connector.Trouble;

class FacebookListeningTest extends FacebookGround {
    private static List<String> ids(List<Activity> activities) {
        return activities.stream().map(Activity::networkId).toList();
    }

    @Test
    void allPlacesAreHeard() throws Exception {
        String visit = network.visit("Are you open today?");
        String tag = network.tag("Had the best coffee at Acme");
        String comment = network.say("Nice!");
        String answer = network.answer(comment, "Indeed");
        String letter = network.write("May I ask something?");
        List<Activity> all = read();
        assertThat(ids(all)).containsExactlyInAnyOrder(network.welcome(), visit, tag, comment, answer, letter);
        assertThat(read()).isEmpty();
        for (Activity one : all) {
            boolean own = one.networkId().equals(network.welcome());
            assertThat(one.direction()).isEqualTo(own ? Direction.OUTBOUND : Direction.INBOUND);
            if (one.networkId().equals(comment)) {
                assertThat(one.inReplyTo()).isEqualTo(network.welcome());
                assertThat(one.url()).hasToString("https://www.facebook.com/" + comment);
                assertThat(one.actor().displayName()).isEqualTo("Jane \u0141");
            } else if (one.networkId().equals(answer)) {
                assertThat(one.inReplyTo()).isEqualTo(comment);
            } else if (one.networkId().equals(letter)) {
                assertThat(one.context()).isEqualTo(FacebookSimulator.JANE);
            } else {
                assertThat(one.inReplyTo()).isNull();
            }
        }
    }

    @Test
    void answersToOldComments_areHeard() throws Exception {
        network.pretend(Instant.now().minus(Duration.ofDays(20)));
        String comment = network.say("Long ago");
        read();
        network.pretend(Instant.EPOCH);
        String answer = network.answer(comment, "Just now");
        assertThat(ids(read())).containsExactly(answer);
    }

    @Test
    void aChangedPost_isAnUpdate_once() throws Exception {
        String visit = network.visit("Are you opne?");
        read();
        network.edit(visit, "Are you open?");
        assertThat(read()).singleElement().satisfies(update -> {
            assertThat(update.verb()).isEqualTo("Update");
            assertThat(update.inReplyTo()).isEqualTo(visit);
            assertThat(update.content()).isEqualTo("Are you open?");
        });
        assertThat(read()).isEmpty();
    }

    @Test
    void ownPosts_areLeftOutWhenNobodyWantsThem() throws Exception {
        connector = connect(Map.of("ownPosts", false, "messages", false));
        String visit = network.visit("Hello");
        assertThat(ids(read())).containsExactly(visit);
    }

    @Test
    void whatIsOlderThanTheDays_isNotLookedAt() throws Exception {
        network.pretend(Instant.now().minus(Duration.ofDays(40)));
        network.visit("Long ago");
        network.pretend(Instant.EPOCH);
        connector = connect(Map.of("days", 60));
        assertThat(read()).hasSize(2);
        connector = connect(Map.of("days", 30));
        cursor = null;
        assertThat(ids(read())).containsExactly(network.welcome());
    }

    @Test
    void aLookAtNothingNew_takesACallForEachList() throws Exception {
        network.say("Nice!");
        network.write("Hello?");
        read();
        int before = network.calls();
        assertThat(read()).isEmpty();
        assertThat(network.calls() - before).isEqualTo(3);
    }

    @Test
    void manyPostsAndComments_fitIntoTheCursor() throws Exception {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 380; i++) {
            said.add(network.visit("Visit " + i));
        }
        for (int i = 0; i < 300; i++) {
            said.add(network.answer(said.get(i % 10), "Comment " + i));
        }
        said.add(network.welcome());
        assertThat(ids(read())).containsExactlyInAnyOrderElementsOf(said);
        assertThat(read()).isEmpty();
    }

    @Test
    void placesThatMetaHasForgotten_areLookedForAnew() throws Exception {
        List<String> said = new ArrayList<>(List.of(network.welcome()));
        for (int i = 0; i < 120; i++) {
            said.add(network.visit("Visit " + i));
        }
        for (int i = 0; i < 60; i++) {
            said.add(network.answer(said.get(1 + i), "Comment " + i));
        }
        for (int i = 0; i < 1150; i++) {
            said.add(network.say("Comment " + i));
        }
        List<String> heard = new ArrayList<>();
        int forgotten = 0;
        boolean more = true;
        for (int fetches = 0; more && fetches < 100; fetches++) {
            Fetched fetched = connector.fetch(cursor);
            heard.addAll(ids(fetched.activities()));
            cursor = fetched.cursor();
            more = fetched.more();
            if (more && forgotten < 5) {
                network.forgetCursors();
                forgotten++;
            }
        }
        assertThat(more).isFalse();
        assertThat(forgotten).isEqualTo(5);
        assertThat(new HashSet<>(heard)).containsExactlyInAnyOrderElementsOf(new HashSet<>(said));
        assertThat(read()).isEmpty();
    }

    @Test
    void aSlowNetwork_isReadInShorterParts() throws Exception {
        connector = connect(Map.of(), new HastyClock());
        List<String> said = new ArrayList<>(List.of(network.welcome()));
        for (int i = 0; i < 12; i++) {
            said.add(network.visit("Visit " + i));
            said.add(network.answer(said.get(said.size() - 1), "Comment " + i));
        }
        assertThat(connector.fetch(null).more()).isTrue();
        assertThat(connector.fetch(null).activities()).hasSizeLessThan(20);
        assertThat(ids(read())).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void aPostThatGoesMeanwhile_stopsNothing() throws Exception {
        String visit = network.visit("Soon gone");
        network.answer(visit, "A comment");
        String other = network.say("Nice!");
        network.vanish(visit);
        assertThat(ids(read())).contains(visit, other);
    }

    @Test
    void whatWasBrought_isNotLost_whenTheNextCallFails() throws Exception {
        String visit = network.visit("Hello");
        network.answer(visit, "A comment");
        network.trouble(Trouble.status(502), Integer.MAX_VALUE, request -> request.path()
                .endsWith("/comments"));
        List<String> first = ids(connector.fetch(null).activities());
        assertThat(first).contains(visit);
        cursor = connector.fetch(null).cursor();
        assertFails(FailureCategory.UNAVAILABLE, () -> connector.fetch(cursor));
        network.calm();
        assertThat(read()).hasSize(2);
    }

    @Test
    void theEndOfTheToken_isKnownBefore() throws Exception {
        Instant end = clock.instant().plus(Duration.ofDays(50));
        Instant data = clock.instant().plus(Duration.ofDays(10));
        network.expires(end, data);
        assertThat(connector.credentialsEnd()).isEmpty();
        read();
        assertThat(connector.credentialsEnd()).contains(Instant.ofEpochSecond(data.getEpochSecond()));
        assertThat(connector.warnings()).singleElement().asString().contains("system user");

        network.expires(end, Instant.EPOCH);
        clock.advance(Duration.ofHours(13));
        read();
        assertThat(connector.credentialsEnd()).contains(Instant.ofEpochSecond(end.getEpochSecond()));
        assertThat(connector.warnings()).isEmpty();
    }

    @Test
    void usage_isToldAsBudget_andItsEndWaitedFor() throws Exception {
        network.usage().put("X-App-Usage", "{\"call_count\":28,\"total_time\":25,\"total_cputime\":31}");
        network.usage()
                .put(
                        "X-Business-Use-Case-Usage",
                        "{\"" + GraphSimulator.PAGE + "\":[{\"type\":\"pages\",\"call_count\":90,\"total_cputime\":20,"
                                + "\"total_time\":20,\"estimated_time_to_regain_access\":0}]}");
        read();
        assertThat(connector.budgets())
                .extracting(budget -> budget.limit() + " " + budget.left() + "/" + budget.of())
                .containsExactlyInAnyOrder("app 69/100", "pages 10/100");

        network.usage()
                .put(
                        "X-Business-Use-Case-Usage",
                        "{\"" + GraphSimulator.PAGE + "\":[{\"type\":\"pages\",\"call_count\":100,"
                                + "\"total_cputime\":20,\"total_time\":20,\"estimated_time_to_regain_access\":17}]}");
        network.refuse(80_001);
        assertThat(assertFails(FailureCategory.RATE_LIMITED, () -> connector.fetch(cursor))
                        .retryAt())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(17)));
        assertThat(connector.budgets())
                .filteredOn(budget -> budget.limit().equals("pages"))
                .singleElement()
                .satisfies(budget -> assertThat(budget.left()).isZero());
    }

    @Test
    void anotherTokenOfThePage_isAskedFor_whenTheOldOneIsRefused() throws Exception {
        read();
        network.renewPageToken();
        assertFails(FailureCategory.AUTH_EXPIRED, () -> connector.fetch(cursor));
        String comment = network.say("Still there?");
        assertThat(ids(read())).containsExactly(comment);
    }

    @Test
    void theOwnTokenOfThePage_doesAsWell() throws Exception {
        connector = connect(Map.of("accessToken", GraphSimulator.PAGE_TOKEN));
        assertThat(connector.check()).contains("Acme Coffee");
        assertThat(ids(read())).containsExactly(network.welcome());
        connector.publish(post("Hello"));
    }

    @Test
    void whatIsTooMuchForMeta_isAskedForInSmallerPortions() throws Exception {
        for (int i = 0; i < 40; i++) {
            network.visit("Visit " + i);
        }
        network.mostPosts(12);
        assertFails(FailureCategory.UNAVAILABLE, () -> connector.fetch(null));
        assertFails(FailureCategory.UNAVAILABLE, () -> connector.fetch(null));
        assertThat(read()).hasSize(41);
        assertThat(read()).isEmpty();
    }

    @Test
    void aPageThatIsNotThereAnyMore_isToldOf() throws Exception {
        read();
        network.refuse(803);
        assertThat(assertFails(FailureCategory.REJECTED, () -> connector.fetch(cursor)))
                .hasMessageContaining("803");
    }

    @Test
    void aVersionThatHasEnded_isToldOf() throws Exception {
        network.usage().put("facebook-api-version", "v26.0");
        read();
        assertThat(connector.warnings()).isEmpty();
        network.usage().put("facebook-api-version", "v28.0");
        read();
        assertThat(connector.warnings()).singleElement().asString().contains("v28.0", "v26.0 has ended");
    }

    @Test
    void check_namesThePermissionsThatAreMissing() throws Exception {
        assertThat(connector.check()).contains("Acme Coffee").contains(GraphSimulator.PAGE);
        network.scopes().remove("pages_manage_engagement");
        network.scopes().remove("pages_messaging");
        assertThat(assertFails(FailureCategory.AUTH_EXPIRED, () -> connector.check()))
                .hasMessageContaining("pages_manage_engagement, pages_messaging");
        connector = connect(Map.of("appId", "4711"));
        assertFails(FailureCategory.AUTH_EXPIRED, () -> connector.check());
    }

    @Test
    void aTokenThatMetaDoesNotKnow_isNotRepeated() {
        String mine = "EAALsomethingThatWasMistyped";
        connector = connect(Map.of("accessToken", mine));
        assertThat(assertFails(FailureCategory.AUTH_EXPIRED, () -> connector.publish(post("Hello"))))
                .hasMessageContaining("190")
                .hasMessageNotContaining(mine);
        connector = connect(Map.of("appSecret", "0123456789abcdef0123456789abcdef"));
        assertThat(assertFails(FailureCategory.AUTH_EXPIRED, () -> connector.publish(post("Hello"))))
                .hasMessageContaining("App secret");
    }
}
