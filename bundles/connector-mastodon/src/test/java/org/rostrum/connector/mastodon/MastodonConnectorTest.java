package org.rostrum.connector.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Moderation.Action;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Post.Visibility;
import org.rostrum.spi.connector.PostMetrics.Measure;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.SearchQuery;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.NetworkSimulator;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.SimulatedNetwork;
import org.rostrum.testkit.connector.Trouble;

class MastodonConnectorTest extends ConnectorContract<MastodonSimulator> {
    @Override
    protected MastodonSimulator simulate() throws IOException {
        return new MastodonSimulator();
    }

    @Override
    protected ConnectorKind kind() {
        return new MastodonKind();
    }

    @Override
    protected Map<String, String> settings(MastodonSimulator network) {
        return new LinkedHashMap<>(
                Map.of("server", network.address().toString(), "accessToken", MastodonSimulator.TOKEN));
    }

    @Override
    protected Map<String, String> wrongSettings() {
        return Map.of("server", "ftp://social.test", "accessToken", "");
    }

    @Override
    protected Connection connect(Map<String, String> settings, Platform services) {
        MastodonConnector connector =
                new MastodonConnector(Configs.of(MastodonConfig.class, settings), services.http(), services.clock());
        return new Connection(connector, connector::close);
    }

    private List<String> paths(String method) {
        return network().requests().stream()
                .filter(request -> request.method().equals(method))
                .map(NetworkSimulator.Request::path)
                .toList();
    }

    @Test
    void check_namesTheScopesThatAreMissing() throws Exception {
        network().scopes("read:accounts", "read:notifications", "read:search", "read:statuses", "write:statuses");
        DeliveryException failure = failure(() -> connector().check());
        assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
        assertThat(failure)
                .hasMessageContaining("write:favourites, write:media")
                .hasMessageNotContaining("read:");
        network().scopes("read", "write");
        assertThat(connector().check()).isEqualTo("@acme@social.test (Acme \u0141td)");
    }

    @Test
    void check_triesWhatReadingNeeds_whereServersDoNotTellScopes() throws Exception {
        network().beOld();
        assertThat(connector().check()).startsWith("@acme@social.test");
        network().trouble(Trouble.status(403), Integer.MAX_VALUE, request -> request.path()
                .endsWith("/search"));
        assertFails(FailureCategory.AUTH_EXPIRED, () -> connector().check());
    }

    @Test
    void fetch_bringsWhatAnImportOfTheAccountsExportBrings() throws Exception {
        Receipt said = connector()
                .publish(Posts.with(
                        Post.of("k", Instant.now(), "New #shop\nopen, @jane@other.example & all <here>"),
                        Visibility.UNLISTED,
                        "de-AT",
                        URI.create("https://acme.test/a-long-address?b=c")));
        Fetched fetched = connector().fetch(null);
        assertThat(fetched.activities()).singleElement().satisfies(activity -> {
            assertThat(activity.networkId())
                    .isEqualTo(said.networkId())
                    .startsWith(MastodonSimulator.ME + "/statuses/");
            assertThat(activity.direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(activity.actor().networkId()).isEqualTo(MastodonSimulator.ME);
            assertThat(activity.actor().handle()).isEqualTo("acme@social.test");
            assertThat(activity.content())
                    .isEqualTo("New #shop\nopen, @jane & all <here>\n\nhttps://acme.test/a-long-address?b=c");
            assertThat(activity.language()).isEqualTo("de");
            assertThat(activity.url()).isEqualTo(said.url());
            assertThat(activity.objectType()).isEqualTo("Note");
        });
        assertThat(connector().fetch(fetched.cursor()).activities()).isEmpty();
    }

    @Test
    void fetch_readsWarningsPollsAndMedia() throws Exception {
        String uri = network().say("Which?");
        network()
                .byUri(uri)
                .put("spoiler_text", "About food")
                .put("language", "x-no tag")
                .putObject("poll")
                .putArray("options")
                .addObject()
                .put("title", "Red");
        network()
                .byUri(uri)
                .putArray("media_attachments")
                .addObject()
                .put("url", "https://files.social.test/1/a b.JPG")
                .put("description", "The shop");
        Activity activity = connector().fetch(null).activities().get(0);
        assertThat(activity.content()).isEqualTo("About food\n\nWhich?\n\n- Red");
        assertThat(activity.objectType()).isEqualTo("Question");
        assertThat(activity.language()).isNull();
        assertThat(activity.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.url()).hasToString("https://files.social.test/1/a%20b.JPG");
            assertThat(attachment.mediaType()).isEqualTo("image/jpeg");
            assertThat(attachment.description()).isEqualTo("The shop");
        });
    }

    @Test
    void fetch_losesNoPost_forWhatBelongsToIt() throws Exception {
        String uri = network().say("Hello");
        network().byUri(uri).withObject("/account").put("display_name", "x".repeat(600));
        network()
                .byUri(uri)
                .putArray("media_attachments")
                .addObject()
                .put("url", "https://files.social.test/1/a")
                .put("description", "x".repeat(20_000));
        assertThat(connector().fetch(null).activities()).singleElement().satisfies(activity -> {
            assertThat(activity.actor().displayName()).isNull();
            assertThat(activity.attachments().get(0).description()).isNull();
            assertThat(activity.attachments().get(0).mediaType()).isNull();
        });
    }

    @Test
    void fetch_tellsWhatIsAnswered_onNewAndOldServers() throws Exception {
        Receipt asked = connector().publish(Post.of("1", Instant.now(), "Any questions?"));
        String unheard = network().sayUnheard("Not for us");
        String first = network().answer(asked.networkId(), "One");
        String second = network().answer(unheard, "Two");
        for (int round = 0; round < 2; round++) {
            assertThat(connector().fetch(null).activities())
                    .filteredOn(activity -> activity.direction() == Direction.INBOUND)
                    .extracting(Activity::networkId, Activity::inReplyTo)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(first, asked.networkId()),
                            org.assertj.core.groups.Tuple.tuple(second, unheard));
            network().beOld();
            reconnect();
        }
    }

    @Test
    void fetch_findsWhatIsSeenAfterLaterOnes() throws Exception {
        network().say("one");
        Fetched first = connector().fetch(null);
        long begun = network().begin();
        network().say("three");
        Fetched second = connector().fetch(first.cursor());
        String late = network().end(begun, "two");
        Fetched third = connector().fetch(second.cursor());
        assertThat(third.activities()).extracting(Activity::networkId).containsExactly(late);
        assertThat(connector().fetch(third.cursor()).activities()).isEmpty();
    }

    @Test
    void fetch_bringsQuotes_whereTheServerTellsThem() throws Exception {
        String quote = network().quote("They say");
        assertThat(connector().fetch(null).activities())
                .extracting(Activity::networkId)
                .containsExactly(quote);
    }

    @Test
    void reply_namesWhomItAnswers_onceAndNotOurselves() throws Exception {
        String asked = network().say("My parcel?");
        Receipt first =
                connector().publish(Post.of("1", Instant.now(), "Where?").replyingTo(asked));
        connector()
                .publish(Post.of("2", Instant.now(), "Tell us, @Jane@other.example!")
                        .replyingTo(asked));
        connector().publish(Post.of("3", Instant.now(), "It is on its way.").replyingTo(first.networkId()));
        assertThat(network().said())
                .extracting(SimulatedNetwork.Said::text)
                .containsExactly("@jane@other.example Where?", "Tell us, @Jane@other.example!", "It is on its way.");
        assertThat(connector().fetch(null).activities())
                .filteredOn(activity -> activity.direction() == Direction.OUTBOUND)
                .extracting(Activity::inReplyTo)
                .containsExactly(asked, asked, first.networkId());
    }

    @Test
    void reply_toWhatIsGone_isRejected() {
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(Post.of("1", Instant.now(), "Where?").replyingTo(MastodonSimulator.JANE + "/statuses/1")));
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(Post.of("1", Instant.now(), "Where?").replyingTo("1")));
    }

    @Test
    void directMessage_goesToItsRecipientAlone() throws Exception {
        Receipt receipt = connector().publish(Posts.direct("1", "Your parcel is lost.", MastodonSimulator.JANE));
        connector().publish(Posts.direct("2", "Hello @bob@social.test, your parcel is lost.", MastodonSimulator.BOB));
        assertThat(network().said())
                .extracting(SimulatedNetwork.Said::text)
                .containsExactly(
                        "@jane@other.example Your parcel is lost.", "Hello @bob@social.test, your parcel is lost.");
        assertThat(network().byUri(receipt.networkId()).path("visibility").asText())
                .isEqualTo("direct");
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(Posts.direct("3", "Ask @bob about it.", MastodonSimulator.JANE)));
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(Posts.direct("4", "Hello", "https://other.example/users/nobody")));
        assertThat(network().said()).hasSize(2);
    }

    @Test
    void whatWasSaidInPrivate_isNotAnsweredInPublic() throws Exception {
        String asked = network().sayInPrivate("My number is 4711.");
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(Post.of("1", Instant.now(), "4711, thank you").replyingTo(asked)));
        connector()
                .publish(Posts.direct("2", "Thank you", MastodonSimulator.JANE).replyingTo(asked));
        assertThat(network().said()).singleElement().satisfies(said -> assertThat(said.inReplyTo())
                .isEqualTo(asked));
    }

    @Test
    void visibilities_haveTheNetworksNames() throws Exception {
        Map.of(
                        Visibility.PUBLIC, "public",
                        Visibility.UNLISTED, "unlisted",
                        Visibility.FOLLOWERS, "private")
                .forEach((visibility, name) -> {
                    try {
                        Receipt receipt = connector()
                                .publish(Posts.with(
                                        Post.of(name, Instant.now(), name),
                                        visibility,
                                        "en",
                                        URI.create("https://acme.test")));
                        assertThat(network()
                                        .byUri(receipt.networkId())
                                        .path("visibility")
                                        .asText())
                                .isEqualTo(name);
                    } catch (DeliveryException failed) {
                        throw new AssertionError(failed);
                    }
                });
    }

    @Test
    void limits_areThoseOfTheServer_andCountAsItDoes() throws Exception {
        String links = "https://acme.test/" + "x".repeat(600) + " @jane@other.example";
        connector().publish(Post.of("1", Instant.now(), links + "y".repeat(500 - 23 - 6)));
        assertFails(FailureCategory.REJECTED, () -> connector().publish(Post.of("2", Instant.now(), "x".repeat(501))));
        network().mostCharacters(5000);
        reconnect();
        connector().publish(Post.of("3", Instant.now(), "x".repeat(5000)));
        assertFails(FailureCategory.REJECTED, () -> connector().publish(Post.of("4", Instant.now(), "x".repeat(5001))));
    }

    @Test
    void media_areWaitedFor_andDescribed() throws Exception {
        network().looksUntilProcessed(3);
        Receipt receipt = connector()
                .publish(Post.of("1", Instant.now(), "Look").with(List.of(Posts.picture("One"), Posts.picture(""))));
        assertThat(network().byUri(receipt.networkId()).path("media_attachments"))
                .extracting(one -> one.path("description").asText(""))
                .containsExactly("One", "");
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(Post.of("2", Instant.now(), "Look").with(List.of(Posts.picture("x".repeat(1501))))));
    }

    @Test
    void media_areNotBroughtTwice_whenAnAttemptFails() throws Exception {
        Post post = Post.of("1", Instant.now(), "Look").with(List.of(Posts.picture("One")));
        network().trouble(Trouble.status(429, "X-RateLimit-Reset", "soon"), 1, network()::publishes);
        assertFails(FailureCategory.RATE_LIMITED, () -> connector().publish(post));
        connector().publish(post);
        assertThat(paths("POST")).containsExactly("/api/v2/media", "/api/v1/statuses");
    }

    @Test
    void find_knowsAPost_whateverTheServerMadeOfItsText() throws Exception {
        Post post = Posts.with(
                Post.of(
                        "1",
                        Instant.now(),
                        "Caf\u00e9  \u4f60\u597d \ud83d\ude80\n\n\n1 < 2 & @Jane@other.example #news\r\nhttps://acme.test/a?b=c&d"),
                Visibility.PUBLIC,
                "en",
                URI.create("https://acme.test/x"));
        Receipt receipt = connector().publish(post);
        network().forgetKeys();
        network().byUri(receipt.networkId()).put("visibility", "unlisted");
        assertThat(connector().find(post).map(Receipt::networkId)).contains(receipt.networkId());
    }

    @Test
    void find_isNotDeceivedByOthersOfTheSameText() throws Exception {
        String first = network().say("My parcel?");
        String second = network().say("My parcel, too!");
        Post answer = Post.of("1", Instant.now(), "It is on its way.").replyingTo(first);
        connector().publish(answer);
        connector().publish(Posts.direct("2", "It is on its way.", MastodonSimulator.JANE));

        Post other = Post.of("3", Instant.now(), "It is on its way.").replyingTo(second);
        assertThat(connector().find(other)).isEmpty();
        assertThat(connector().find(Post.of("4", Instant.now(), "It is on its way.")))
                .isEmpty();
        assertThat(connector().find(answer)).isPresent();

        Receipt yesterday = connector().publish(Post.of("5", Instant.now(), "Good morning!"));
        network()
                .byUri(yesterday.networkId())
                .put("created_at", Instant.now().minus(Duration.ofDays(1)).toString());
        assertThat(connector().find(Post.of("6", Instant.now(), "Good morning!")))
                .isEmpty();
    }

    @Test
    void find_turnsPages() throws Exception {
        Post post = Post.of("first", Instant.now(), "The first of many");
        Receipt receipt = connector().publish(post);
        for (int i = 0; i < 90; i++) {
            connector().publish(Post.of("more " + i, Instant.now(), "More " + i));
        }
        assertThat(connector().find(post).map(Receipt::networkId)).contains(receipt.networkId());
    }

    @Test
    void search_findsWhatOthersSay_pageByPage() throws Exception {
        String first = network().say("espresso leaks");
        network().say("something else");
        String second = network().sayUnheard("my espresso");
        network().byUri(first).put("language", "de");
        SearchQuery query = new SearchQuery("espresso", null, null, 1);
        Fetched page = connector().search(query, null);
        assertThat(page.activities()).extracting(Activity::networkId).containsExactly(second);
        assertThat(page.more()).isTrue();
        Fetched next = connector().search(query, page.cursor());
        assertThat(next.activities()).extracting(Activity::networkId).containsExactly(first);
        assertThat(connector().search(query, next.cursor()).more()).isFalse();

        assertThat(connector()
                        .search(
                                new SearchQuery(
                                        "espresso", "de-AT", Instant.now().minusSeconds(60), 10),
                                null)
                        .activities())
                .extracting(Activity::networkId)
                .containsExactly(first);
        assertThat(connector()
                        .search(new SearchQuery("espresso", null, Instant.now().plusSeconds(60), 10), null)
                        .activities())
                .isEmpty();
    }

    @Test
    void moderate_likesOnce_andDeletesOwnPostsOnly() throws Exception {
        String theirs = network().say("Great!");
        connector().moderate(new Moderation(Action.LIKE, theirs));
        connector().moderate(new Moderation(Action.LIKE, theirs));
        assertThat(connector().metrics(List.of(theirs)).get(theirs)).satisfies(metrics -> assertThat(metrics.counts())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Measure.LIKES, 1L, Measure.SHARES, 1L, Measure.REPLIES, 2L)));
        connector().moderate(new Moderation(Action.UNLIKE, theirs));
        connector().moderate(new Moderation(Action.UNLIKE, theirs));
        assertThat(network().byUri(theirs).path("favourites_count").asInt()).isZero();
        assertFails(FailureCategory.REJECTED, () -> connector().moderate(new Moderation(Action.DELETE, theirs)));
        assertFails(FailureCategory.UNSUPPORTED, () -> connector().moderate(new Moderation(Action.HIDE, theirs)));
        assertFails(FailureCategory.REJECTED, () -> connector().moderate(new Moderation(Action.LIKE, "1234")));
        assertFails(FailureCategory.REJECTED, () -> connector()
                .moderate(new Moderation(Action.LIKE, MastodonSimulator.JANE + "/statuses/1")));

        Receipt ours = connector().publish(Post.of("k", Instant.now(), "Oops"));
        connector().moderate(new Moderation(Action.DELETE, ours.networkId()));
        connector().moderate(new Moderation(Action.DELETE, ours.networkId()));
        assertThat(network().said()).isEmpty();
    }

    @Test
    void metrics_comeForManyPostsAtACall() throws Exception {
        List<String> ids = new java.util.ArrayList<>();
        for (int i = 0; i < 45; i++) {
            ids.add(network().sayUnheard("post " + i));
        }
        connector().fetch(null);
        int before = network().requests().size();
        assertThat(connector().metrics(ids)).containsOnlyKeys(ids);
        assertThat(network().requests()).hasSize(before + 3);
    }

    @Test
    void forbidden_isAboutTheTokenOrAboutThePost() {
        network().trouble(Trouble.status(403), Integer.MAX_VALUE, network()::publishes);
        assertFails(FailureCategory.AUTH_EXPIRED, () -> connector().publish(Post.of("1", Instant.now(), "No")));
        String theirs = network().say("Leave me alone");
        network().forbid(theirs);
        assertFails(FailureCategory.REJECTED, () -> connector().moderate(new Moderation(Action.LIKE, theirs)));
    }

    @Test
    void publish_isInDoubt_whenTheAnswerTellsNoId() {
        network().trouble(Trouble.status(200), Integer.MAX_VALUE, network()::publishes);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(Post.of("1", Instant.now(), "Hm")));
    }

    @Test
    void publish_tellsOneKeyForAllAttempts_andNothingOfOurs() throws Exception {
        Post post = Post.of("publication/4711/acme \u0141td", Instant.now(), "Hello");
        connector().publish(post);
        reconnect();
        connector().publish(post);
        assertThat(network().said()).hasSize(1);
        assertThat(network().requests())
                .filteredOn(network()::publishes)
                .extracting(request -> request.header("Idempotency-Key").orElse(""))
                .hasSize(2)
                .allMatch(key -> key.matches("[0-9a-f]{32}"))
                .containsOnly(network().requests().stream()
                        .filter(network()::publishes)
                        .findFirst()
                        .orElseThrow()
                        .header("Idempotency-Key")
                        .orElse(""));
    }

    @Test
    void rateLimit_endsWhenTheServerSays() {
        Instant reset = Instant.now().plusSeconds(200);
        network()
                .trouble(new Trouble(
                        Trouble.Kind.STATUS,
                        429,
                        Map.of(
                                "X-RateLimit-Limit",
                                "300",
                                "X-RateLimit-Remaining",
                                "0",
                                "X-RateLimit-Reset",
                                reset.toString())));
        DeliveryException failure = failure(() -> connector().fetch(null));
        assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
        assertThat(failure.retryAt()).isEqualTo(reset);
    }

    @Test
    void budgets_tellWhatIsLeft_ofAllCalls() throws Exception {
        assertThat(connector().budgets()).isEmpty();
        connector().publish(Post.of("1", Instant.now(), "Hello"));
        assertThat(connector().budgets()).singleElement().satisfies(budget -> {
            assertThat(budget.limit()).isEqualTo(kind().rates().limits().get(0).name());
            assertThat(budget.left()).isEqualTo(288);
            assertThat(budget.of()).isEqualTo(300);
            assertThat(budget.renewed()).isAfter(budget.told());
        });
    }
}
