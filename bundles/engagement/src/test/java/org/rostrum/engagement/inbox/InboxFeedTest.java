package org.rostrum.engagement.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.InboxEvent.Kind;
import org.rostrum.api.security.Requester;
import org.rostrum.api.webhook.LifeCycleEvent;
import org.rostrum.api.webhook.LifeCycleFeed;
import org.rostrum.api.webhook.WebhookEventType;
import org.rostrum.engagement.RoutingTables;
import org.rostrum.testkit.TestDatabase;

/** What is told of the inbox to other systems. */
class InboxFeedTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private static InboxFeed feed(TestDatabase database) {
        return new InboxFeed(new RoutingTables(database.database(), Clock.systemUTC()), database.database());
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void everyKind_isTold_inItsOrder_withoutWhatPeopleWrote(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            InboxFeed feed = feed(database);
            assertThat(feed.last()).isZero();
            database.database().transact(connection -> {
                for (Kind kind : Kind.values()) {
                    new EventStore()
                            .add(
                                    connection,
                                    7,
                                    NOON,
                                    new Requester("jan", "acme"),
                                    kind,
                                    isText(kind) ? "TICKET 7 OPEN new\nI am so private" : "a detail",
                                    kind == Kind.REPLY ? 5L : null);
                }
            });
            LifeCycleFeed.Part part = feed.after(0, 100);
            assertThat(part.events()).hasSize(Kind.values().length);
            assertThat(part.position()).isEqualTo(feed.last());
            assertThat(part.events()).extracting(LifeCycleEvent::type).doesNotHaveDuplicates();
            assertThat(feed.types())
                    .extracting(WebhookEventType::name)
                    .containsAll(
                            part.events().stream().map(LifeCycleEvent::type).toList());
            assertThat(part.events()).allSatisfy(event -> {
                assertThat(event.conversationId()).isEqualTo(7);
                assertThat(event.happened()).isEqualTo(NOON);
                assertThat(event.data()).contains("\"actor\":\"jan\"").doesNotContain("private");
            });
            List<LifeCycleEvent> events = part.events();
            LifeCycleFeed.Part first = feed.after(0, 3);
            assertThat(first.events()).isEqualTo(events.subList(0, 3));
            assertThat(feed.after(first.position(), 100).events()).isEqualTo(events.subList(3, events.size()));
            assertThat(feed.after(feed.last(), 100)).isEqualTo(new LifeCycleFeed.Part(List.of(), feed.last()));
        }
    }

    private static boolean isText(Kind kind) {
        return switch (kind) {
            case NOTE, REPLY, CASE_STAGE, CASE_COMMENT, CASE_ANSWER -> true;
            default -> false;
        };
    }

    @Test
    void thePageForIntegrators_hasEveryType() throws Exception {
        String page = Files.readString(Path.of("..", "..", "docs", "webhooks.md"));
        try (TestDatabase database = TestDatabase.derby()) {
            assertThat(feed(database).types()).hasSize(Kind.values().length).allSatisfy(type -> assertThat(page)
                    .contains("| `" + type.name() + "` |"));
        }
    }
}
