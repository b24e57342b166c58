package org.rostrum.spi.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");

    @Test
    void needs_tellsEveryAbility() {
        Post post = Post.of("k", NOW, "Hello");
        assertThat(post.needs()).containsExactly(Ability.PUBLISH);
        assertThat(post.replyingTo("1").needs()).containsExactly(Ability.REPLY);
        Media picture = new Media("a.png", "image/png", 0, "", InputStream::nullInputStream);
        assertThat(post.replyingTo("1").with(List.of(picture)).needs())
                .containsExactlyInAnyOrder(Ability.REPLY, Ability.MEDIA);
        assertThat(new Post("k", NOW, "psst", null, null, Post.Visibility.DIRECT, "1", "them", null, List.of()).needs())
                .containsExactly(Ability.DIRECT_MESSAGE);
    }

    @Test
    void decided_isKeptToTheMicrosecond_asDatabasesDo() {
        assertThat(Post.of("k", NOW, "x").decided()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"));
    }

    @Test
    void post_isRefused_whenNobodyCouldPublishIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Post.of("k", NOW, " "))
                .withMessageStartingWith("text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Post.of(" ", NOW, "x"))
                .withMessageStartingWith("idempotencyKey");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Post("k", NOW, "x", null, null, Post.Visibility.DIRECT, null, null, null, List.of()))
                .withMessageStartingWith("recipient");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Post("k", NOW, "x", null, null, Post.Visibility.PUBLIC, null, "them", null, List.of()))
                .withMessageStartingWith("recipient");
    }

    @Test
    void headersOfACall_areFoundInWhateverCase() {
        WebhookCall call = new WebhookCall(
                "POST",
                Map.of("hub.mode", List.of("subscribe")),
                Map.of("X-Hub-Signature", List.of("sha256=1")),
                new WebhookCall.Body(new byte[] {1}));
        assertThat(call.header("x-HUB-signature")).contains("sha256=1");
        assertThat(call.parameter("hub.mode")).contains("subscribe");
        assertThat(call.header("absent")).isEmpty();
    }
}
