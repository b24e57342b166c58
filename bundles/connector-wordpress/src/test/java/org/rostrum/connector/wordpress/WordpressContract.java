package org.rostrum.connector.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostMetrics;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.connector.SearchQuery;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.NetworkSimulator;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.Trouble;

/** What holds on the simulated and on the real site. */
abstract class WordpressContract<S extends NetworkSimulator & PeopleOfTheSite> extends ConnectorContract<S> {
    static final byte[] PIXEL = java.util.Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private @Nullable String cursor;

    @Override
    protected final ConnectorKind kind() {
        return new WordpressKind();
    }

    @Override
    protected final Map<String, String> settings(S network) {
        PeopleOfTheSite.Account account = network.account();
        return new LinkedHashMap<>(
                Map.of("site", account.site(), "user", account.user(), "appPassword", account.password()));
    }

    @Override
    protected final Map<String, String> wrongSettings() {
        return Map.of(
                "site", "http://blog.acme.example",
                "user", "a:b",
                "appPassword", "short",
                "language", "klingon!",
                "newPosts", "SOON",
                "firstPicture", "ABOVE");
    }

    @Override
    protected final Connection connect(Map<String, String> settings, Platform services) {
        return connect((Map<String, ?>) settings, services.clock());
    }

    final Connection connect(Map<String, ?> settings, Clock clock) {
        WordpressConnector connector = new WordpressConnector(
                Configs.of(WordpressConfig.class, settings), platform().http(), clock);
        return new Connection(connector, connector::close);
    }

    /** Likes are unknown; answers are counted. */
    @Override
    protected final PostMetrics.Measure reaction() {
        return PostMetrics.Measure.REPLIES;
    }

    /** What comes until nothing more does. */
    final List<Activity> read() throws DeliveryException {
        return read(connector());
    }

    final List<Activity> read(org.rostrum.spi.connector.Connector by) throws DeliveryException {
        List<Activity> all = new ArrayList<>();
        Fetched fetched;
        int rounds = 0;
        do {
            fetched = by.fetch(cursor);
            all.addAll(fetched.activities());
            cursor = fetched.cursor();
            assertThat(cursor.length()).isLessThan(16_000);
            assertThat(++rounds).as("rounds").isLessThan(200);
        } while (fetched.more());
        return all;
    }

    static Media picture(String name, String shows) {
        return new Media(name, "image/png", PIXEL.length, shows, () -> new ByteArrayInputStream(PIXEL));
    }

    private static Post titled(String title, String text, @Nullable URI link) {
        return new Post(
                "k/" + title, Instant.now(), text, title, "en", Post.Visibility.PUBLIC, null, null, link, List.of());
    }

    @Test
    void comments_areThreaded_andTellWhoSaidThem() throws Exception {
        String asked = network().say("My \u201cparcel\u201d & <me>?");
        Receipt answer = connector()
                .publish(Post.of("1", Instant.now(), "Where was it sent?").replyingTo(asked));
        List<Activity> all = read();
        Activity post = all.stream()
                .filter(one -> one.objectType().equals("Article"))
                .findFirst()
                .orElseThrow();
        assertThat(post.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(post.content()).isEqualTo("Hello\n\nFirst of all");
        assertThat(post.actor().displayName()).isNotBlank();
        assertThat(all)
                .filteredOn(one -> one.networkId().equals(asked))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.content()).contains("parcel").contains("& <me>?");
                    assertThat(one.inReplyTo()).isEqualTo(post.networkId());
                    assertThat(one.context()).isEqualTo(post.networkId());
                    assertThat(one.actor().displayName()).isEqualTo("Jane \u201cJ\u201d Doe");
                    assertThat(one.actor().url()).isEqualTo(URI.create("https://jane.example"));
                    assertThat(one.actor().networkId()).startsWith("mail-").doesNotContain("@");
                    assertThat(one.url()).asString().contains("#comment-");
                    assertThat(one.language()).isNotNull();
                });
        assertThat(all)
                .filteredOn(one -> one.networkId().equals(answer.networkId()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.direction()).isEqualTo(Direction.OUTBOUND);
                    assertThat(one.inReplyTo()).isEqualTo(asked);
                    assertThat(one.context()).isEqualTo(post.networkId());
                    assertThat(one.url()).isEqualTo(answer.url());
                });
    }

    @Test
    void commentThatWaits_comesOnce_andSpamDoesNot() throws Exception {
        read();
        long held = network().comment("Is anybody there?", "hold");
        long spam = network().comment("Buy pills", "spam");
        assertThat(read()).extracting(Activity::networkId).containsExactly(Ids.comment(held));
        network().become(held, "approved");
        assertThat(read()).as("approved").isEmpty();
        network().become(spam, "approved");
        assertThat(read())
                .as("no spam after all")
                .extracting(Activity::networkId)
                .containsExactly(Ids.comment(spam));
        network().become(spam, "spam");
        network().become(spam, "approved");
        assertThat(read()).isEmpty();
    }

    @Test
    void commentThatWaits_comesWhenItIsApproved_ifTheChannelWantsItSo() throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>(settings(network()));
        settings.put("heldComments", false);
        Connection patient = connect(settings, Clock.systemUTC());
        try {
            read(patient.connector());
            long held = network().comment("First", "hold");
            String later = network().say("Second");
            assertThat(read(patient.connector()))
                    .extracting(Activity::networkId)
                    .containsExactly(later);
            network().become(held, "approved");
            assertThat(read(patient.connector()))
                    .extracting(Activity::networkId)
                    .containsExactly(Ids.comment(held));
            assertThat(read(patient.connector())).isEmpty();
        } finally {
            patient.end().close();
        }
    }

    @Test
    void whatIsEdited_isAnActivityOfItsOwn() throws Exception {
        long comment = network().comment("It leeks", "approved");
        read();
        network().edit(comment, "It leaks");
        assertThat(read()).singleElement().satisfies(edit -> {
            assertThat(edit.verb()).isEqualTo("Update");
            assertThat(edit.networkId()).startsWith(Ids.comment(comment) + "/edited/");
            assertThat(edit.content()).isEqualTo("It leaks");
        });
        assertThat(read()).isEmpty();

        long post = Long.parseLong(
                connector().publish(titled("News", "Old", null)).networkId().substring(5));
        assertThat(read()).extracting(Activity::networkId).containsExactly(Ids.post(post));
        network().editPost(post, "Newer");
        List<Activity> edits =
                read().stream().filter(one -> one.verb().equals("Update")).toList();
        assertThat(edits).singleElement().satisfies(edit -> {
            assertThat(edit.networkId()).startsWith(Ids.post(post) + "/edited/");
            assertThat(edit.content()).isEqualTo("News\n\nNewer");
            assertThat(edit.context()).isEqualTo(Ids.post(post));
        });
        assertThat(read()).isEmpty();
    }

    @Test
    void textIsShownAsItIs() throws Exception {
        String text = "5 < 6 & \"so\" [gallery] \\n 'on'\nSee https://acme.example/a?b=1&c=2.\n\nBye <script>";
        Receipt receipt =
                connector().publish(titled("Tea & <biscuits>", text, URI.create("https://acme.example/shop")));
        assertThat(receipt.url()).isNotNull();
        String html =
                network().post(receipt.networkId()).path("content").path("raw").asText();
        assertThat(html)
                .contains("5 &lt; 6 &amp; \"so\" &#91;gallery&#93; \\n 'on'<br>See "
                        + "<a href=\"https://acme.example/a?b=1&amp;c=2\">")
                .contains("<p>Bye &lt;script&gt;</p>")
                .contains("<a href=\"https://acme.example/shop\">");
        assertThat(network().post(receipt.networkId()).path("slug").asText()).startsWith("tea-biscuits-r");
        Activity seen = read().stream()
                .filter(one -> one.networkId().equals(receipt.networkId()))
                .findFirst()
                .orElseThrow();
        assertThat(seen.content())
                .startsWith("Tea & <biscuits>\n\n5 < 6")
                .contains("[gallery]")
                .contains("Bye <script>");
        assertThat(seen.url()).isEqualTo(receipt.url());
    }

    @Test
    void picture_isFeatured_andBroughtOnce_whateverIsLost() throws Exception {
        Post post = titled("Two pictures", "Look", null)
                .with(List.of(picture("caf\u00e9 \u4f60.PNG", "One <red> pixel"), picture("b.png", "")));
        for (Trouble.Kind kind : List.of(Trouble.Kind.CUT_AFTER, Trouble.Kind.HALF_ANSWER)) {
            network()
                    .trouble(
                            Trouble.of(kind),
                            1,
                            request -> request.method().equals("POST")
                                    && request.target().contains("/media"));
            assertFails(FailureCategory.UNAVAILABLE, () -> connector().publish(post));
            network().calm();
        }
        Receipt receipt = connector().publish(post);
        assertThat(network().files())
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.path("source_url").asText()).matches("http.*\\.(png|PNG)"));
        assertThat(network().files())
                .extracting(file -> HtmlText.of(file.path("alt_text").asText()))
                .containsExactlyInAnyOrder("One <red> pixel", "");
        assertThat(network().post(receipt.networkId()).path("featured_media").asLong())
                .isPositive();
        assertThat(network()
                        .post(receipt.networkId())
                        .path("content")
                        .path("raw")
                        .asText())
                .contains("alt=\"One &lt;red&gt; pixel\"");
    }

    @Test
    void draft_isFoundAsWell() throws Exception {
        for (String state : List.of("DRAFT", "PENDING")) {
            Map<String, Object> settings = new LinkedHashMap<>(settings(network()));
            settings.put("newPosts", state);
            Connection careful = connect(settings, Clock.systemUTC());
            try {
                Post post = titled("Careful " + state, "Words", null);
                network().troubleForPosts(Trouble.of(Trouble.Kind.CUT_AFTER), 1);
                assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> careful.connector()
                        .publish(post));
                network().calm();
                Optional<Receipt> found = careful.connector().find(post);
                assertThat(found).isPresent();
                assertThat(careful.connector().publish(post).networkId())
                        .isEqualTo(found.get().networkId());
                assertThat(network()
                                .post(found.get().networkId())
                                .path("status")
                                .asText())
                        .isEqualToIgnoringCase(state);
            } finally {
                careful.end().close();
            }
        }
    }

    @Test
    void answer_isFound_andNotRepeated_whenItsAnswerIsLost() throws Exception {
        String asked = network().say("Where is it?");
        for (Trouble.Kind kind : List.of(Trouble.Kind.CUT_AFTER, Trouble.Kind.HALF_ANSWER)) {
            Post answer = Post.of("answer/" + kind, Instant.now(), "\"Soon\" -- " + kind + " & <so> on")
                    .replyingTo(asked);
            assertThat(connector().find(answer)).isEmpty();
            network().troubleForPosts(Trouble.of(kind), 1);
            assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(answer));
            network().calm();
            Receipt found = connector().find(answer).orElseThrow();
            assertThat(connector().publish(answer).networkId()).isEqualTo(found.networkId());
        }
        assertThat(network().said()).hasSize(2);
        Post same = Post.of("another", Instant.now(), "\"Soon\" -- CUT_AFTER & <so> on")
                .replyingTo(asked);
        assertThat(connector().find(same)).isEmpty();
        assertFails(FailureCategory.REJECTED, () -> connector().publish(same));
    }

    @Test
    void answersGoToWhatIsSeen() throws Exception {
        long held = network().comment("Hm", "hold");
        Post answer = Post.of("1", Instant.now(), "Yes?").replyingTo(Ids.comment(held));
        DeliveryException refused = failure(() -> connector().publish(answer));
        assertThat(refused.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(refused).hasMessageContaining("Approve it first");
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(Post.of("2", Instant.now(), "Yes?").replyingTo(Ids.comment(999_999))));
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(Post.of("3", Instant.now(), "Yes?").replyingTo("at://somewhere")));
        assertFails(FailureCategory.REJECTED, () -> connector()
                .publish(Post.of("4", Instant.now(), "\u00e9".repeat(40_000)).replyingTo(Ids.comment(held))));
        assertThat(network().said()).isEmpty();
    }

    @Test
    void moderation_isSeenAtTheSite_andSucceedsTwice() throws Exception {
        long comment = network().comment("Hm", "hold");
        Map<Moderation.Action, String> states = new LinkedHashMap<>();
        states.put(Moderation.Action.APPROVE, "approved");
        states.put(Moderation.Action.HIDE, "hold");
        states.put(Moderation.Action.UNHIDE, "approved");
        states.put(Moderation.Action.SPAM, "spam");
        states.put(Moderation.Action.DELETE, "gone");
        for (Map.Entry<Moderation.Action, String> state : states.entrySet()) {
            for (int i = 0; i < 2; i++) {
                connector().moderate(new Moderation(state.getKey(), Ids.comment(comment)));
                assertThat(network().statusOf(comment)).isEqualTo(state.getValue());
            }
        }
        assertFails(FailureCategory.REJECTED, () -> connector()
                .moderate(new Moderation(Moderation.Action.APPROVE, Ids.comment(comment))));
        Receipt post = connector().publish(titled("Oops", "Wrong", null));
        connector().moderate(new Moderation(Moderation.Action.HIDE, post.networkId()));
        assertThat(network().post(post.networkId()).path("status").asText()).isEqualTo("private");
        connector().moderate(new Moderation(Moderation.Action.UNHIDE, post.networkId()));
        assertThat(network().post(post.networkId()).path("status").asText()).isEqualTo("publish");
        connector().moderate(new Moderation(Moderation.Action.DELETE, post.networkId()));
        connector().moderate(new Moderation(Moderation.Action.DELETE, post.networkId()));
        assertThat(network().said()).isEmpty();
        assertFails(FailureCategory.UNSUPPORTED, () -> connector()
                .moderate(new Moderation(Moderation.Action.LIKE, Ids.comment(comment))));
    }

    @Test
    void search_findsPostsAndComments_newestFirst() throws Exception {
        network().say("The espresso maker leaks");
        network().say("A leak of something else");
        connector().publish(titled("Espresso", "Our new maker, which leaks nowhere", null));
        List<String> found = new ArrayList<>();
        String at = null;
        boolean more = true;
        for (int page = 0; more; page++) {
            assertThat(page).isLessThan(10);
            Fetched fetched = connector().search(new SearchQuery("leaks espresso", null, null, 1), at);
            fetched.activities().forEach(one -> found.add(one.content()));
            at = fetched.cursor();
            more = fetched.more();
        }
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "The espresso maker leaks", "Espresso\n\nOur new maker, which leaks nowhere");
        assertThat(connector()
                        .search(new SearchQuery("espresso", null, Instant.now().plusSeconds(60), 10), null)
                        .activities())
                .isEmpty();
    }

    @Test
    void metrics_countOnlyWhatIsSeen_manyAtOnce() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(connector().publish(titled("Post " + i, "Words", null)).networkId());
            network().like(ids.get(i), i);
        }
        ids.add(Ids.post(999_999));
        Map<String, PostMetrics> metrics = connector().metrics(ids);
        assertThat(metrics).containsOnlyKeys(ids.get(0), ids.get(1), ids.get(2));
        for (int i = 0; i < 3; i++) {
            assertThat(metrics.values())
                    .element(i)
                    .extracting(PostMetrics::counts)
                    .isEqualTo(Map.of(reaction(), (long) i));
        }
    }

    @Test
    void otherVisibilities_areRefused() {
        Post hidden = new Post(
                "k", Instant.now(), "Psst", null, null, Post.Visibility.FOLLOWERS, null, null, null, List.of());
        assertFails(FailureCategory.REJECTED, () -> connector().publish(hidden));
    }
}
