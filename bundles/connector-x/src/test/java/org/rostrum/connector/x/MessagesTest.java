package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.testkit.connector.Trouble;

class MessagesTest extends XGround {
    @BeforeEach
    void switchOn() {
        set("directMessages", "true");
    }

    @Test
    void message_goesToItsRecipient_andMayBeLong() throws Exception {
        Receipt receipt = connector().publish(direct("1", "x".repeat(9_000), XSimulator.JANE));
        assertThat(network().messages()).singleElement().satisfies(message -> {
            assertThat("dm/" + message.path("id").asText()).isEqualTo(receipt.networkId());
            assertThat(message.path("recipient").asText()).isEqualTo(XSimulator.JANE);
        });
        assertThat(network().said()).isEmpty();
        failure(FailureCategory.REJECTED, () -> connector().publish(direct("2", "x".repeat(10_001), XSimulator.JANE)));
        failure(FailureCategory.REJECTED, () -> connector().publish(direct("3", "Hello", "jane")));
        failure(FailureCategory.REJECTED, () -> connector().publish(direct("4", "Hello", "4711")));
    }

    @Test
    void message_whoseAnswerIsLost_isFound() throws Exception {
        network().message(XSimulator.JANE, XSimulator.ME, "Your number is 1 & 2");
        Post post = direct("1", "Your number is 1 & 2", XSimulator.JANE);
        assertThat(connector().find(post)).isEmpty();
        network().trouble(Trouble.of(Trouble.Kind.CUT_AFTER), 1, network()::publishes);
        failure(FailureCategory.UNKNOWN_OUTCOME, () -> connector().publish(post));
        network().calm();
        assertThat(connector().find(post))
                .map(Receipt::networkId)
                .contains("dm/" + network().messages().get(1).path("id").asText());
        assertThat(connector().find(direct("2", "Your number is 1 & 2", XSimulator.BOB)))
                .isEmpty();
    }

    @Test
    void message_hasOneFile() throws Exception {
        Post post = direct("1", "Look", XSimulator.JANE).with(List.of(file("image/png", 10, "")));
        Receipt receipt = connector().publish(post);
        assertThat(network().media().files().get(0).path("category").asText()).isEqualTo("dm_image");
        assertThat(connector().find(post)).map(Receipt::networkId).contains(receipt.networkId());
        failure(FailureCategory.REJECTED, () -> connector()
                .publish(post.with(List.of(file("image/png", 10, ""), file("image/png", 10, "")))));
    }

    @Test
    void message_isDeleted() throws Exception {
        Receipt receipt = connector().publish(direct("1", "Oops", XSimulator.JANE));
        connector().moderate(new Moderation(Moderation.Action.DELETE, receipt.networkId()));
        connector().moderate(new Moderation(Moderation.Action.DELETE, receipt.networkId()));
        assertThat(network().messages()).isEmpty();
    }
}
