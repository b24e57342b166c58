package org.rostrum.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rostrum.archive.ArchiveFixture.NOON;
import static org.rostrum.archive.ArchiveFixture.entry;
import static org.rostrum.archive.ArchiveFixture.in;
import static org.rostrum.archive.ArchiveFixture.out;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;

class ThreadingTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    @ParameterizedTest
    @MethodSource(ENGINES)
    void conversationsGrowTogether_whenTheMissingLinkArrives(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            fixture.append(in("1", "ann", null, NOON));
            fixture.append(out("3", "2", NOON.plusSeconds(90)), out("4", "2", NOON.plusSeconds(95)));
            long older = fixture.archive.find(1).orElseThrow().conversationId();
            long newer = fixture.archive.find(2).orElseThrow().conversationId();
            assertThat(newer).isNotEqualTo(older);
            assertThat(fixture.archive.find(3).orElseThrow().conversationId()).isEqualTo(newer);

            fixture.append(in("2", "ann", "1", NOON.plusSeconds(60)));

            Conversation whole = fixture.archive.conversation(older).orElseThrow();
            assertThat(fixture.archive.conversation(newer)).contains(whole);
            assertThat(fixture.archive.conversations(List.of(older, newer, 99L)))
                    .isEqualTo(Map.of(older, whole, newer, whole));
            assertThat(fixture.archive.mergedInto(List.of(older, newer))).isEqualTo(Map.of(older, Set.of(newer)));
            assertThat(whole.inbound()).isEqualTo(2);
            assertThat(whole.outbound()).isEqualTo(2);
            assertThat(whole.firstResponse()).isEqualTo(NOON.plusSeconds(90));
            assertThat(whole.open()).isFalse();
            assertThat(fixture.conversations()).containsExactly(whole);
            for (long id : new long[] {older, newer}) {
                assertThat(fixture.archive
                                .list(ActivityFilter.conversation(id), null, 10)
                                .items())
                        .extracting(ArchivedActivity::sequence)
                        .containsExactly(4L, 3L, 2L, 1L);
            }
            assertThat(fixture.all())
                    .extracting(ArchivedActivity::conversationId)
                    .containsOnly(older);
            List<Long> streamed = new ArrayList<>();
            fixture.archive.stream(ActivityFilter.conversation(newer), one -> streamed.add(one.sequence()));
            assertThat(streamed).containsExactly(1L, 2L, 3L, 4L);
            assertThat(fixture.archive.verify(rows -> {}).findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void context_joins_whatNobodyAnswered(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            fixture.append(inContext("1", null, "c"), inContext("2", "unknown", "c"), inContext("3", null, "d"));

            assertThat(fixture.all())
                    .extracting(ArchivedActivity::conversationId)
                    .containsExactly(1L, 1L, 2L);

            fixture.append(inContext("4", "3", "c"));

            assertThat(fixture.all())
                    .extracting(ArchivedActivity::conversationId)
                    .containsOnly(1L);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void firstResponse_isFoundAgain_whenAnEarlierQuestionArrives(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            fixture.append(
                    out("1", null, NOON),
                    out("2", "1", NOON.plusSeconds(100)),
                    out("3", "1", NOON.plusSeconds(200)),
                    in("4", "ann", "1", NOON.plusSeconds(150)));
            assertThat(fixture.archive.conversation(1).orElseThrow().firstResponse())
                    .isEqualTo(NOON.plusSeconds(200));

            fixture.append(in("5", "bob", "1", NOON.plusSeconds(50)));

            Conversation conversation = fixture.archive.conversation(1).orElseThrow();
            assertThat(conversation.firstInbound()).isEqualTo(NOON.plusSeconds(50));
            assertThat(conversation.firstResponse()).isEqualTo(NOON.plusSeconds(100));
            assertThat(conversation.contactId()).isEqualTo(2);
            assertThat(fixture.figures
                            .responses(fixture.accounts(), NOON, NOON.plusSeconds(60))
                            .medianSeconds())
                    .isEqualTo(50);
            assertThat(fixture.archive.verify(rows -> {}).findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void anAnswerOfTheSameMoment_isNone(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            fixture.append(in("1", "ann", null, NOON), out("2", "1", NOON));

            Conversation conversation = fixture.archive.conversation(1).orElseThrow();
            assertThat(conversation.firstResponse()).isNull();
            assertThat(conversation.open()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void anActivityThatAnswersItself_isAConversationOfItsOwn(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            fixture.append(in("1", "ann", "1", NOON), in("2", "ann", "3", NOON), in("3", "ann", "2", NOON));

            assertThat(fixture.all())
                    .extracting(ArchivedActivity::conversationId)
                    .containsExactly(1L, 2L, 2L);
            assertThat(fixture.archive.verify(rows -> {}).findings()).isEmpty();
        }
    }

    /** Whatever the order and the portions, the same conversations with the same figures come out. */
    @ParameterizedTest
    @MethodSource(ENGINES)
    void order_doesNotMatter(Database.Engine engine) {
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            List<Intake.Entry> entries = randomEntries(random, 150);
            Map<String, String> expected = components(entries);
            Map<String, String> seen = null;
            for (int round = 0; round < 2; round++) {
                try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
                    fixture.append(entries, 1 + random.nextInt(20));
                    Map<String, String> conversations = describe(fixture);
                    assertThat(members(fixture)).as("seed %d", seed).isEqualTo(expected);
                    if (seen != null) {
                        assertThat(conversations).as("seed %d", seed).isEqualTo(seen);
                    }
                    seen = conversations;
                    assertThat(fixture.archive.verify(rows -> {}).findings())
                            .as("seed %d", seed)
                            .isEmpty();
                }
                Collections.shuffle(entries, random);
            }
        }
    }

    private static List<Intake.Entry> randomEntries(Random random, int count) {
        List<Intake.Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int channel = random.nextInt(2);
            String parent = random.nextInt(3) == 0 ? null : "id" + random.nextInt(count + 20);
            String context = random.nextInt(5) == 0 ? "context" + random.nextInt(15) : null;
            // times differ, so that who spoke first is never a matter of order
            Instant published = NOON.plusSeconds(random.nextInt(20_000) * 200L + i);
            Direction direction = random.nextInt(5) < 3 ? Direction.INBOUND : Direction.OUTBOUND;
            String person = "person" + random.nextInt(10);
            entries.add(entry("acme", "acme." + channel, "id" + i, direction, person, parent, context, published));
        }
        return entries;
    }

    /** Conversations by the definition: chains of links within a channel; each activity with the least one of its own. */
    private static Map<String, String> components(List<Intake.Entry> entries) {
        Map<String, String> leader = new HashMap<>();
        for (Intake.Entry entry : entries) {
            String self = entry.channelId() + "/" + entry.activity().networkId();
            if (entry.activity().inReplyTo() != null) {
                union(leader, self, entry.channelId() + "/" + entry.activity().inReplyTo());
            }
            if (entry.activity().context() != null) {
                union(leader, self, entry.channelId() + "//" + entry.activity().context());
            }
        }
        Map<String, TreeSet<String>> sets = new HashMap<>();
        for (Intake.Entry entry : entries) {
            String self = entry.channelId() + "/" + entry.activity().networkId();
            sets.computeIfAbsent(leader(leader, self), key -> new TreeSet<>()).add(self);
        }
        Map<String, String> components = new TreeMap<>();
        sets.values().forEach(set -> set.forEach(one -> components.put(one, set.first())));
        return components;
    }

    private static void union(Map<String, String> leader, String one, String other) {
        leader.put(leader(leader, one), leader(leader, other));
    }

    private static String leader(Map<String, String> leader, String one) {
        String at = one;
        for (String next = leader.get(at); next != null && !next.equals(at); next = leader.get(at)) {
            at = next;
        }
        return at;
    }

    private static Map<String, String> members(ArchiveFixture fixture) {
        Map<Long, TreeSet<String>> sets = new HashMap<>();
        for (ArchivedActivity one : fixture.all()) {
            sets.computeIfAbsent(one.conversationId(), id -> new TreeSet<>())
                    .add(one.channelId() + "/" + one.activity().networkId());
        }
        Map<String, String> members = new TreeMap<>();
        sets.values().forEach(set -> set.forEach(one -> members.put(one, set.first())));
        return members;
    }

    /** Each conversation's least activity and all that is known of the conversation, but for the ids. */
    private static Map<String, String> describe(ArchiveFixture fixture) {
        Map<Long, String> least = new HashMap<>();
        for (ArchivedActivity one : fixture.all()) {
            least.merge(
                    one.conversationId(),
                    one.channelId() + "/" + one.activity().networkId(),
                    (left, right) -> left.compareTo(right) < 0 ? left : right);
        }
        Map<String, String> described = new TreeMap<>();
        for (Conversation conversation : fixture.conversations()) {
            String contact = conversation.contactId() == null
                    ? "nobody"
                    : fixture.archive
                            .contact(conversation.contactId())
                            .orElseThrow()
                            .networkId();
            described.put(
                    Objects.requireNonNull(least.get(conversation.id())),
                    conversation.channelId() + " " + contact + " " + conversation.inbound() + "/"
                            + conversation.outbound() + " " + conversation.started() + " "
                            + conversation.lastActivity() + " " + conversation.firstInbound() + " "
                            + conversation.firstResponse() + " " + conversation.open());
        }
        return described;
    }

    private static Intake.Entry inContext(String id, @Nullable String parent, String context) {
        return entry("acme", "acme.x", id, Direction.INBOUND, "ann", parent, context, NOON);
    }
}
