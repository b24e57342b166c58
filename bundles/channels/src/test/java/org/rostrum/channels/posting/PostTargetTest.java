package org.rostrum.channels.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.channels.TestServer;
import org.rostrum.channels.health.AbilityLog;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Post;

class PostTargetTest {
    private TestServer server;
    private PostTarget target;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestServer(Database.Engine.DERBY, folder);
        Channel channel = server.channels.create("acme.x", "acme", "probe", "X", Map.of("url", "x"));
        target = new PostTarget(
                channel,
                server.running.find("acme.x").orElseThrow(),
                new PostReader(attachment -> {
                    if (attachment.reference().equals("asset:gone")) {
                        throw new FileNotFoundException();
                    }
                    return new ByteArrayInputStream("fish".getBytes(StandardCharsets.UTF_8));
                }),
                server.calls,
                server.budgets,
                server.log,
                server.metrics,
                server.clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Delivery delivery(String payload, String... attachments) {
        return new Delivery(
                1,
                new DeliveryRequest(
                        "post",
                        "channel.acme.x",
                        "acme",
                        "publication/7",
                        "publication-7",
                        payload,
                        List.of(attachments).stream()
                                .map(reference ->
                                        new DeliveryRequest.AttachmentReference("fish.png", "image/png", reference))
                                .toList()),
                Delivery.State.SENDING,
                1,
                server.clock.instant(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private AbilityLog.@Nullable Entry log(Ability ability) {
        return server.log.find("acme.x", ability).orElse(null);
    }

    @Test
    void post_isPublishedWithAllItHas() throws Exception {
        assertThat(target.adapter()).isEqualTo("channel.acme.x");
        assertThat(target.kinds()).containsExactly("post");
        var receipt = target.deliver(delivery(
                """
                {"channelId":"acme.x","text":"Hello","decided":"2026-05-01T10:00:00.123456789Z","language":"en",
                 "visibility":"unlisted","inReplyTo":"note-1","link":"https://acme.example/","title":null,
                 "media":[{"attachment":0,"alternative":"A red fish"}]}
                """,
                "asset:1"));
        assertThat(receipt.externalId()).isEqualTo("post-1");
        Post post = server.network.published.get(0);
        assertThat(post.idempotencyKey()).isEqualTo("publication-7");
        assertThat(post.decided()).isEqualTo("2026-05-01T10:00:00.123456Z");
        assertThat(post.visibility()).isEqualTo(Post.Visibility.UNLISTED);
        assertThat(post.inReplyTo()).isEqualTo("note-1");
        assertThat(post.media()).singleElement().satisfies(media -> {
            assertThat(media.bytes()).isEqualTo(4);
            assertThat(media.alternative()).isEqualTo("A red fish");
        });
        assertThat(log(Ability.REPLY)).isNotNull();
        assertThat(log(Ability.MEDIA)).isNotNull();
        assertThat(log(Ability.PUBLISH)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channelId\":\"acme.y\",\"text\":\"x\"}",
                "{\"channelId\":\"acme.x\"}",
                "{\"channelId\":\"acme.x\",\"text\":7}",
                "{\"channelId\":\"acme.x\",\"text\":\"x\",\"visibility\":\"loud\"}",
                "{\"channelId\":\"acme.x\",\"text\":\"x\",\"decided\":\"soon\"}",
                "{\"channelId\":\"acme.x\",\"text\":\"x\",\"link\":\"no link\"}",
                "{\"channelId\":\"acme.x\",\"text\":\"x\",\"media\":[{\"attachment\":3}]}",
                "{\"channelId\":\"acme.x\",\"text\":\"x\",\"media\":[{\"attachment\":0}]}",
                "[]",
                "{"
            })
    void payloadThatIsNoPost_isRejected_andNothingIsSent(String payload) {
        assertFails(FailureCategory.REJECTED, payload, "asset:gone");
        assertThat(server.network.published).isEmpty();
    }

    @Test
    void whatTheChannelCannot_isToldBeforeItIsTried() {
        server.network.abilities = EnumSet.of(Ability.PUBLISH);
        assertFails(
                FailureCategory.UNSUPPORTED,
                "{\"channelId\":\"acme.x\",\"text\":\"x\",\"inReplyTo\":\"n\"}",
                "asset:1");
        assertFails(
                FailureCategory.UNSUPPORTED,
                "{\"channelId\":\"acme.x\",\"text\":\"x\",\"recipient\":\"joe\"}",
                "asset:1");
        assertThat(server.network.published).isEmpty();
        assertThat(log(Ability.REPLY)).isNull();
    }

    @Test
    void outcomeThatIsUnknown_isLookedUp() throws Exception {
        server.network.publishing = new DeliveryException(FailureCategory.UNKNOWN_OUTCOME, "No answer.", null);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, "{\"channelId\":\"acme.x\",\"text\":\"x\"}");
        assertThat(target.canFind()).isTrue();
        assertThat(target.find(delivery("{\"channelId\":\"acme.x\",\"text\":\"x\"}")))
                .hasValueSatisfying(found -> assertThat(found.externalId()).isEqualTo("post-1"));
        AbilityLog.Entry entry = Objects.requireNonNull(log(Ability.PUBLISH));
        assertThat(entry.failures()).isEqualTo(1);
        assertThat(entry.message()).isEqualTo("No answer.");
    }

    /** 10 points a minute, of which a post costs 3. */
    @Test
    void limitOfTheNetwork_isNotPassed() throws Exception {
        for (int i = 0; i < 3; i++) {
            target.deliver(delivery("{\"channelId\":\"acme.x\",\"text\":\"x\"}"));
        }
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> target.deliver(delivery("{\"channelId\":\"acme.x\",\"text\":\"x\"}")))
                .satisfies(failure -> {
                    assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
                    assertThat(failure.retryAt())
                            .isBetween(
                                    server.clock.instant().plusSeconds(60),
                                    server.clock.instant().plusSeconds(62));
                });
        assertThat(server.network.published).hasSize(3);
    }

    private void assertFails(FailureCategory category, String payload, String... attachments) {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> target.deliver(delivery(payload, attachments)))
                .satisfies(failure -> assertThat(failure.category()).isEqualTo(category));
    }
}
