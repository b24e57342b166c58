package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.connector.NetworkSimulator;

class InboxTest extends XGround {
    private static List<String> ids(Fetched fetched) {
        return fetched.activities().stream().map(Activity::networkId).toList();
    }

    @Test
    void fetch_tellsWhoSaidWhatToWhom() throws Exception {
        Receipt asked = connector().publish(post("1", "Any questions?"));
        String answer =
                network().sayAs(XSimulator.JANE, "@acme 1 < 2 & https://example.org/a?b=c&d", asked.networkId(), null);
        Activity activity = connector().fetch(null).activities().stream()
                .filter(one -> one.direction() == Direction.INBOUND)
                .findFirst()
                .orElseThrow();
        assertThat(activity.networkId()).isEqualTo(answer);
        assertThat(activity.content()).isEqualTo("@acme 1 < 2 & https://example.org/a?b=c&d");
        assertThat(activity.actor().networkId()).isEqualTo(XSimulator.JANE);
        assertThat(activity.actor().handle()).isEqualTo("jane");
        assertThat(activity.actor().url()).hasToString("https://x.com/jane");
        assertThat(activity.inReplyTo()).isEqualTo(asked.networkId());
        assertThat(activity.context()).isEqualTo(asked.networkId());
        assertThat(activity.url()).hasToString("https://x.com/jane/status/" + answer);
        assertThat(activity.language()).isEqualTo("en");
        assertThat(activity.original().text()).contains("Any questions?").doesNotContain("\"bob\"");
    }

    @Test
    void fetch_bringsOwnPosts_withTheIdAndAddressOfTheirReceipt() throws Exception {
        Receipt said = connector().publish(linking("1", "We are open & here", "https://example.org/shop"));
        assertThat(connector().fetch(null).activities()).singleElement().satisfies(activity -> {
            assertThat(activity.direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(activity.networkId()).isEqualTo(said.networkId());
            assertThat(activity.url()).isEqualTo(said.url());
            assertThat(activity.content()).isEqualTo("We are open & here\n\nhttps://example.org/shop");
        });
        set("ownPosts", "false");
        assertThat(connector().fetch(null).activities()).isEmpty();
    }

    @Test
    void fetch_bringsQuotesThatDoNotNameUs_once() throws Exception {
        Receipt said = connector().publish(post("1", "Our news"));
        Fetched first = connector().fetch(null);
        String silent = network().sayAs(XSimulator.BOB, "Look at that", null, said.networkId());
        String naming = network().sayAs(XSimulator.JANE, "@acme, really?", null, said.networkId());
        network().sayAs(XSimulator.BOB, "Something else", null, null);
        Fetched second = connector().fetch(first.cursor());
        assertThat(ids(second)).containsExactlyInAnyOrder(silent, naming);
        assertThat(second.activities())
                .filteredOn(activity -> activity.networkId().equals(silent))
                .singleElement()
                .satisfies(quote -> {
                    assertThat(quote.content())
                            .isEqualTo("Look at that https://x.com/someone/status/" + said.networkId());
                    assertThat(quote.original().text()).contains("Our news");
                });
        assertThat(ids(connector().fetch(second.cursor()))).isEmpty();
    }

    @Test
    void fetch_bringsAnswersThatDoNotNameUs() throws Exception {
        Receipt asked = connector().publish(post("1", "Any questions?"));
        String silent = network().sayAs(XSimulator.BOB, "None", asked.networkId(), null);
        String naming = network().sayAs(XSimulator.JANE, "@acme Many", asked.networkId(), null);
        network().sayAs(XSimulator.JANE, "I disagree", silent, null);
        set("ownPosts", "false");
        assertThat(ids(connector().fetch(null))).containsExactly(naming, silent);
        set("beyondMentions", "false");
        assertThat(ids(connector().fetch(null))).containsExactly(naming);
        assertThat(calls("/2/tweets/search/recent")).hasSize(1);
    }

    @Test
    void queryForWhatDoesNotNameUs_isNoLongerThanXTakes() throws Exception {
        for (int i = 0; i < 30; i++) {
            network().sayAs(XSimulator.ME, "post " + i, null, null);
        }
        connector().fetch(null);
        assertThat(calls("/2/tweets/search/recent")).singleElement().satisfies(call -> {
            String query = call.parameter("query");
            assertThat(query.split("quotes_of_tweet_id:", -1)).hasSize(11);
            // names have up to 15 letters, ours has 4
            assertThat(query.length() + 3 * 11).isLessThanOrEqualTo(512);
        });
    }

    @Test
    void fetch_findsWhatIsSeenAfterLaterOnes() throws Exception {
        network().say("now");
        Fetched first = connector().fetch(null);
        String late = network().sayLate("said before, seen after", Instant.now().minusSeconds(200));
        Fetched second = connector().fetch(first.cursor());
        assertThat(ids(second)).containsExactly(late);
        assertThat(ids(connector().fetch(second.cursor()))).isEmpty();
    }

    @Test
    void fetch_readsNothingAgain_whereNothingWasSaid() throws Exception {
        network().sayLate("an hour ago", Instant.now().minus(Duration.ofHours(1)));
        Fetched first = connector().fetch(null);
        assertThat(first.activities()).hasSize(1);
        connector().fetch(first.cursor());
        assertThat(calls("/2/users/7000/mentions").get(1).parameter("since_id"))
                .isGreaterThan(first.activities().get(0).networkId());
    }

    @ParameterizedTest
    @ValueSource(ints = {-180, 0, 180})
    void fetch_goesByTheClockOfX_notByOurs(int minutesFast) throws Exception {
        set("daysBefore", "0");
        clock(new ManualClock(Instant.now().plus(Duration.ofMinutes(minutesFast))));
        Fetched first = connector().fetch(null);
        String one = network().say("one");
        Fetched second = connector().fetch(first.cursor());
        String two = network().say("two");
        List<String> found = new ArrayList<>(ids(second));
        found.addAll(ids(connector().fetch(second.cursor())));
        assertThat(found).containsExactly(one, two);
    }

    @Test
    void fetch_goesBackAsFarAsWanted() throws Exception {
        network().sayLate("long ago", Instant.now().minus(Duration.ofDays(8)));
        String lately = network().sayLate("lately", Instant.now().minus(Duration.ofDays(6)));
        assertThat(ids(connector().fetch(null))).containsExactly(lately);
        set("daysBefore", "30");
        assertThat(connector().fetch(null).activities()).hasSize(2);
    }

    @Test
    void fetch_goesOn_whenXHasForgottenItsPages() throws Exception {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            said.add(network().say("number " + i));
        }
        Fetched page = connector().fetch(null);
        List<String> found = new ArrayList<>(ids(page));
        network().lists().forgetPages();
        while (page.more()) {
            page = connector().fetch(page.cursor());
            found.addAll(ids(page));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void cursor_staysSmall_howeverMuchIsSaid() throws Exception {
        set("directMessages", "true");
        for (int i = 0; i < 450; i++) {
            network().say("number " + i);
            network().message(XSimulator.JANE, XSimulator.ME, "message " + i);
            network().sayAs(XSimulator.ME, "own " + i, null, null);
        }
        Fetched page = connector().fetch(null);
        int longest = page.cursor().length();
        int found = page.activities().size();
        while (page.more()) {
            page = connector().fetch(page.cursor());
            longest = Math.max(longest, page.cursor().length());
            found += page.activities().size();
        }
        assertThat(found).isEqualTo(3 * 450);
        assertThat(longest).isLessThan(16_000);
    }

    @Test
    void fetch_speaksTheOtherWords_whenXKnowsThoseAlone() throws Exception {
        network().lists().sayPosts();
        Receipt asked = connector().publish(post("1", "Any questions?"));
        String answer = network().sayAs(XSimulator.JANE, "@acme Yes", asked.networkId(), null);
        Fetched fetched = connector().fetch(null);
        assertThat(fetched.activities())
                .filteredOn(activity -> activity.networkId().equals(answer))
                .singleElement()
                .satisfies(activity -> {
                    assertThat(activity.inReplyTo()).isEqualTo(asked.networkId());
                    assertThat(activity.actor().handle()).isEqualTo("jane");
                });
        int before = network().calls();
        connector().fetch(fetched.cursor());
        assertThat(network().calls() - before).as("calls of a look").isEqualTo(3);
        assertThat(connector().find(post("1", "Any questions?")))
                .map(Receipt::networkId)
                .contains(asked.networkId());
    }

    @Test
    void fetch_takesWhatIsThere_whenSomethingBesideItIsMissing() throws Exception {
        String answer = network().sayAs(XSimulator.JANE, "@acme gone", "12345", null);
        assertThat(connector().fetch(null).activities()).singleElement().satisfies(activity -> {
            assertThat(activity.networkId()).isEqualTo(answer);
            assertThat(activity.inReplyTo()).isEqualTo("12345");
        });
    }

    @Test
    void fetch_passesNothingOver_whenXAnswersWithErrorsAlone() throws Exception {
        Fetched before = connector().fetch(null);
        String said = network().say("Hello");
        network()
                .refuse(
                        request -> request.path().endsWith("/mentions"),
                        NetworkSimulator.Reply.json(
                                200,
                                "{\"errors\":[{\"title\":\"Authorization Error\",\"detail\":\"Sorry, not now.\","
                                        + "\"type\":\"https://api.twitter.com/2/problems/not-authorized-for-resource\"}]}"));
        assertThat(failure(FailureCategory.UNAVAILABLE, () -> connector().fetch(before.cursor())))
                .hasMessageContaining("Sorry, not now.");
        network().refuse(request -> false, NetworkSimulator.Reply.json(200, "{}"));
        assertThat(ids(connector().fetch(before.cursor()))).containsExactly(said);
    }

    @Test
    void fetch_losesNothingGood_amongNonsense() throws Exception {
        long id = Snowflake.at(Instant.now());
        network()
                .refuse(
                        request -> request.path().endsWith("/mentions"),
                        NetworkSimulator.Reply.json(
                                200,
                                "{\"data\":[5,null,{\"id\":\"abc\"},{\"id\":\"99999999999999999999\"},{\"text\":\"no id\"},"
                                        + "{\"id\":\"" + (id + 2) + "\",\"text\":\"nobody said it\"},"
                                        + "{\"id\":\"" + (id + 1)
                                        + "\",\"author_id\":\"1100\",\"text\":null,\"created_at\":\"soon\","
                                        + "\"lang\":\"qme\",\"entities\":7,\"attachments\":{\"media_keys\":\"3_1\"},"
                                        + "\"referenced_tweets\":{}}],\"includes\":[],\"meta\":{\"next_token\":\"page0z1\"}}"));
        Fetched fetched = connector().fetch(null);
        assertThat(fetched.activities()).singleElement().satisfies(activity -> {
            assertThat(activity.networkId()).isEqualTo("" + (id + 1));
            assertThat(activity.content()).isEmpty();
            assertThat(activity.language()).isNull();
            assertThat(activity.actor().networkId()).isEqualTo("1100");
        });
        assertThat(fetched.more()).isTrue();
    }

    @Test
    void fetch_goesOnWhereItWas_withListsThatWereSwitchedOff() throws Exception {
        set("directMessages", "true");
        network().message(XSimulator.JANE, XSimulator.ME, "Before");
        String cursor = connector().fetch(null).cursor();
        set("directMessages", "false");
        network().message(XSimulator.JANE, XSimulator.ME, "Meanwhile");
        cursor = connector().fetch(cursor).cursor();
        set("directMessages", "true");
        assertThat(connector().fetch(cursor).activities())
                .extracting(Activity::content)
                .containsExactly("Meanwhile");
    }

    @Test
    void fetch_bringsMessages_whereWanted() throws Exception {
        network().message(XSimulator.JANE, XSimulator.ME, "My number is 4711 &amp; more");
        assertThat(connector().fetch(null).activities()).isEmpty();
        set("directMessages", "true");
        Receipt said = connector().publish(direct("1", "Thank you", XSimulator.JANE));
        Fetched fetched = connector().fetch(null);
        assertThat(fetched.activities())
                .extracting(Activity::direction)
                .containsExactly(Direction.INBOUND, Direction.OUTBOUND);
        assertThat(fetched.activities().get(0).content()).isEqualTo("My number is 4711 & more");
        assertThat(fetched.activities().get(0).actor().handle()).isEqualTo("jane");
        assertThat(fetched.activities().get(0).url()).isNull();
        assertThat(fetched.activities().get(1).networkId()).isEqualTo(said.networkId());
        assertThat(fetched.activities()).extracting(Activity::context).containsOnly("1100-7000");
        assertThat(connector().fetch(fetched.cursor()).activities()).isEmpty();
    }

    @Test
    void fetch_goesOnWithMentions_whenNoMoreMessagesMayBeRead() throws Exception {
        set("directMessages", "true");
        String cursor = null;
        for (int i = 0; i < 17; i++) {
            cursor = connector().fetch(cursor).cursor();
        }
        assertThat(calls("/2/dm_events")).hasSize(15);
        network().message(XSimulator.JANE, XSimulator.ME, "Later");
        String said = network().say("Hello");
        assertThat(ids(connector().fetch(cursor))).containsExactly(said);
    }

    @Test
    void budgets_tellWhatIsLeftOfMentions() throws Exception {
        assertThat(connector().budgets()).isEmpty();
        connector().fetch(null);
        assertThat(connector().budgets()).singleElement().satisfies(budget -> {
            assertThat(budget.limit()).isEqualTo("calls");
            assertThat(budget.left()).isEqualTo(299);
            assertThat(budget.of()).isEqualTo(300);
            assertThat(budget.renewed()).isAfter(budget.told());
        });
    }

    @Test
    void usedUpLimit_waitsForTheTimeInTheHeaders() throws Exception {
        String cursor = null;
        for (int i = 0; i < 300; i++) {
            cursor = connector().fetch(cursor).cursor();
        }
        String last = cursor;
        DeliveryException refused =
                failure(FailureCategory.RATE_LIMITED, () -> connector().fetch(last));
        assertThat(refused.retryAt())
                .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(700));
    }
}
