package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.testkit.connector.NetworkSimulator;
import org.rostrum.testkit.connector.NetworkSimulator.Request;
import org.rostrum.testkit.connector.SimulatedNetwork.Said;
import org.rostrum.testkit.connector.Trouble;

class PublisherTest extends XGround {
    private static final String THREAD = "First part\n---\nSecond part\n---\nThird part";

    private List<String> texts() {
        return network().said().stream().map(Said::text).toList();
    }

    private static boolean isPost(Request request) {
        return request.method().equals("POST") && request.path().equals("/2/tweets");
    }

    @Test
    void length_isCountedAsXDoes_withRefusalInWords() throws Exception {
        connector().publish(post("1", "\u4F60".repeat(140)));
        connector().publish(post("2", "https://example.org/" + "x".repeat(500) + " " + "y".repeat(256)));
        assertThat(failure(FailureCategory.REJECTED, () -> connector().publish(post("3", "\u4F60".repeat(141)))))
                .hasMessageContaining("length 282")
                .hasMessageContaining("---");
        assertThat(texts()).hasSize(2);
    }

    @Test
    void thread_isSaidWhereTheDraftAsksForIt() throws Exception {
        Receipt receipt = connector().publish(post("1", THREAD));
        List<Said> said = network().said();
        assertThat(texts()).containsExactly("First part", "Second part", "Third part");
        assertThat(said.get(0).networkId()).isEqualTo(receipt.networkId());
        assertThat(said.get(0).inReplyTo()).isNull();
        assertThat(said.get(1).inReplyTo()).isEqualTo(said.get(0).networkId());
        assertThat(said.get(2).inReplyTo()).isEqualTo(said.get(1).networkId());
        assertThat(connector().find(post("1", THREAD))).map(Receipt::networkId).contains(receipt.networkId());
    }

    @Test
    void thread_goesOnWhereItBrokeOff_neverTwice() throws Exception {
        Post post = post("1", THREAD);
        for (Trouble trouble :
                List.of(Trouble.of(Trouble.Kind.CUT_AFTER), Trouble.status(503), Trouble.of(Trouble.Kind.CUT_BEFORE))) {
            int[] calls = {0};
            network().trouble(trouble, 1, request -> isPost(request) && ++calls[0] == 2);
            failure(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(post));
            network().calm();
            assertThat(connector().find(post)).isEmpty();
            reconnect();
            Receipt receipt = connector().publish(post);
            assertThat(texts()).containsExactly("First part", "Second part", "Third part");
            assertThat(connector().find(post)).map(Receipt::networkId).contains(receipt.networkId());
            for (Said said : network().said()) {
                connector()
                        .moderate(new org.rostrum.spi.connector.Moderation(
                                org.rostrum.spi.connector.Moderation.Action.DELETE, said.networkId()));
            }
        }
    }

    @Test
    void thread_waitsInTheMiddle_whenTooManyWereSaid() throws Exception {
        Post post = post("1", THREAD);
        int[] calls = {0};
        network()
                .trouble(
                        Trouble.status(
                                429,
                                "x-rate-limit-reset",
                                Instant.now().plusSeconds(60).getEpochSecond()),
                        1,
                        request -> isPost(request) && ++calls[0] == 3);
        failure(FailureCategory.RATE_LIMITED, () -> connector().publish(post));
        network().calm();
        connector().publish(post);
        assertThat(texts()).containsExactly("First part", "Second part", "Third part");
    }

    @Test
    void thread_tellsHowFarItCame_whenXRefusesAPart() throws Exception {
        connector().publish(post("0", "Second part"));
        network()
                .refuse(
                        request -> isPost(request) && request.text().contains("Second"),
                        XSimulator.problem(
                                403, "about:blank", "Forbidden", "You are not permitted to perform this action."));
        assertThat(failure(FailureCategory.REJECTED, () -> connector().publish(post("1", THREAD))))
                .hasMessageContaining("1 of 3 parts")
                .hasMessageContaining("https://x.com/acme/status/");
    }

    @Test
    void thread_withAnEmptyOrTooLongPart_isRefusedAsAWhole() {
        failure(FailureCategory.REJECTED, () -> connector().publish(post("1", "One\n---\n\n---\nThree")));
        assertThat(failure(
                        FailureCategory.REJECTED, () -> connector().publish(post("2", "One\n---\n" + "x".repeat(281)))))
                .hasMessageContaining("Part 2");
        failure(FailureCategory.REJECTED, () -> connector().publish(post("3", "x\n---\n".repeat(25) + "x")));
        assertThat(texts()).isEmpty();
    }

    @Test
    void sameWordsTwice_areRefused_unlessTheyAreTheSamePost() throws Exception {
        Post post = post("1", "Again");
        Receipt first = connector().publish(post);
        assertThat(connector().publish(post).networkId()).isEqualTo(first.networkId());
        Post later = Post.of("2", Instant.now().plusSeconds(600), "Again");
        assertThat(failure(FailureCategory.REJECTED, () -> connector().publish(later)))
                .hasMessageContaining("same words");
        assertThat(texts()).hasSize(1);
    }

    @Test
    void sameWordsTwice_stayInDoubt_whileXDoesNotShowThem() throws Exception {
        Post post = post("1", "Again");
        network().trouble(Trouble.of(Trouble.Kind.CUT_AFTER), 1, network()::publishes);
        failure(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(post));
        network().calm();
        network()
                .refuse(
                        request -> request.path().equals("/2/users/7000/tweets"),
                        NetworkSimulator.Reply.json(200, "{\"meta\":{\"result_count\":0}}"));
        failure(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(post));
    }

    @Test
    void find_knowsAPost_whateverXMadeOfItsText() throws Exception {
        String asked = network().say("Where?");
        Post post = linking(
                        "1",
                        "Caf\u00E9  1 < 2 & \uD83D\uDE80\r\n\nsee https://Example.org/a?b=c&d.",
                        "https://acme.example")
                .replyingTo(asked)
                .with(List.of(file("image/png", 5, "")));
        Receipt receipt = connector().publish(post);
        assertThat(network().byId(receipt.networkId()).path("text").asText())
                .startsWith("@jane ")
                .contains("t.co");
        assertThat(connector().find(post)).map(Receipt::networkId).contains(receipt.networkId());
        assertThat(connector().find(post.with(List.of()))).isEmpty();
        assertThat(connector().find(post("2", post.text()))).isEmpty();
    }

    @Test
    void answers_toThoseWhoHaveNotNamedUs_areRefused_withTheReason() throws Exception {
        String other = network().sayAs(XSimulator.BOB, "Nothing about anybody", null, null);
        assertThat(failure(FailureCategory.REJECTED, () -> connector()
                        .publish(post("1", "Hello").replyingTo(other))))
                .hasMessageContaining("not been mentioned")
                .hasMessageContaining("enterprise");
        network().beEnterprise();
        set("access", "ENTERPRISE");
        connector().publish(post("1", "Hello").replyingTo(other));
        assertThat(texts()).containsExactly("Hello");
    }

    @Test
    void answers_mayBeGivenByAddress_butNotToNothing() throws Exception {
        String asked = network().say("Where?");
        connector().publish(post("1", "There").replyingTo("https://twitter.com/jane/status/" + asked + "?s=20"));
        assertThat(network().said().get(0).inReplyTo()).isEqualTo(asked);
        failure(FailureCategory.REJECTED, () -> connector()
                .publish(post("2", "There").replyingTo("jane")));
        failure(FailureCategory.REJECTED, () -> connector()
                .publish(post("3", "There").replyingTo("dm/1")));
        failure(FailureCategory.REJECTED, () -> connector()
                .publish(post("4", "There").replyingTo("4711")));
    }

    @Test
    void quote_isMadeOfALinkToAPost_withEnterpriseAccess() throws Exception {
        String other = network().sayAs(XSimulator.BOB, "Our shop is great", null, null);
        String address = "https://x.com/bob/status/" + other;
        Receipt plain = connector().publish(linking("1", "Thank you", address));
        assertThat(PostReader.referred(network().byId(plain.networkId()), "quoted"))
                .isNull();

        network().beEnterprise();
        set("access", "ENTERPRISE");
        Post post = linking("2", "Thank you, Bob", address);
        Receipt quote = connector().publish(post);
        assertThat(PostReader.referred(network().byId(quote.networkId()), "quoted"))
                .isEqualTo(other);
        assertThat(connector().find(post)).map(Receipt::networkId).contains(quote.networkId());
        failure(FailureCategory.REJECTED, () -> connector()
                .publish(linking("3", "And", address).with(List.of(file("image/png", 5, "")))));
    }

    @Test
    void replySettings_areThoseOfTheChannel_notForAnswers() throws Exception {
        set("replySettings", "mentionedUsers");
        Receipt first = connector().publish(post("1", "Only you"));
        Receipt second = connector().publish(post("2", "Answer").replyingTo(first.networkId()));
        assertThat(network().byId(first.networkId()).path("reply_settings").asText())
                .isEqualTo("mentionedUsers");
        assertThat(network().byId(second.networkId()).path("reply_settings").asText())
                .isEqualTo("everyone");
    }

    @Test
    void whatXDoesNotHave_isRefused() {
        failure(FailureCategory.REJECTED, () -> connector()
                .publish(with(post("1", "Psst"), null, Post.Visibility.FOLLOWERS, null)));
        failure(FailureCategory.REJECTED, () -> connector()
                .publish(with(post("2", "Psst"), null, Post.Visibility.UNLISTED, null)));
        assertThat(failure(FailureCategory.REJECTED, () -> connector().publish(post("3", "Buy $ACME and $XYZ now"))))
                .hasMessageContaining("cashtags");
        failure(FailureCategory.UNSUPPORTED, () -> connector().publish(direct("4", "Psst", XSimulator.JANE)));
    }
}
