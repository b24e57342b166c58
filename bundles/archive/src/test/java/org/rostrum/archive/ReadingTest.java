package org.rostrum.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rostrum.archive.ArchiveFixture.NOON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.ConversationFilter;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.DerbyPlans;

class ReadingTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    @Test
    void pages_putNothingInOrder_beyondWhatTheyShow() {
        try (ArchiveFixture fixture = filled(Database.Engine.DERBY)) {
            long conversation = fixture.conversations().get(0).id();
            for (ActivityFilter filter : List.of(
                    new ActivityFilter("account-1", null, null, null, null, null),
                    new ActivityFilter(null, "channel-1", null, Direction.INBOUND, null, null),
                    new ActivityFilter(null, null, conversation, null, null, null),
                    ActivityFilter.ALL)) {
                assertThat(DerbyPlans.mostSorted(fixture.database, () -> fixture.archive.list(filter, null, 2)))
                        .as("%s", filter)
                        .isLessThanOrEqualTo(3);
            }
            for (ConversationFilter filter : List.of(
                    new ConversationFilter("account-1", null, null), new ConversationFilter(null, null, true))) {
                assertThat(DerbyPlans.mostSorted(
                                fixture.database, () -> fixture.archive.conversations(filter, null, 2)))
                        .as("%s", filter)
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void lists_giveWhatTheFilterSays_inOrderAndInPages(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine)) {
            List<ArchivedActivity> all = fixture.all();
            Random random = new Random(5);
            for (int i = 0; i < 40; i++) {
                ActivityFilter filter = new ActivityFilter(
                        random.nextInt(3) == 0 ? "account-" + random.nextInt(3) : null,
                        random.nextInt(3) == 0 ? "channel-" + random.nextInt(4) : null,
                        random.nextInt(5) == 0 ? (long) random.nextInt(40) : null,
                        random.nextInt(3) == 0 ? Direction.values()[random.nextInt(2)] : null,
                        random.nextInt(3) == 0 ? NOON.plusSeconds(random.nextInt(300)) : null,
                        random.nextInt(3) == 0 ? NOON.plusSeconds(random.nextInt(300)) : null);
                List<ArchivedActivity> expected =
                        all.stream().filter(matching(filter)).toList();
                List<ArchivedActivity> streamed = new ArrayList<>();
                fixture.archive.stream(filter, streamed::add);
                assertThat(streamed).as("%s", filter).isEqualTo(expected);
                assertThat(pages((cursor, limit) -> fixture.archive.list(filter, cursor, limit), 17))
                        .as("%s", filter)
                        .isEqualTo(expected.stream()
                                .sorted(Comparator.comparingLong(ArchivedActivity::sequence)
                                        .reversed())
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void conversations_comeNewestFirst_inPages(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine)) {
            List<Conversation> all = fixture.conversations();
            assertThat(all)
                    .hasSizeGreaterThan(30)
                    .isSortedAccordingTo(Comparator.comparing(Conversation::lastActivity)
                            .thenComparing(Conversation::id)
                            .reversed());
            for (ConversationFilter filter : List.of(
                    ConversationFilter.ALL,
                    new ConversationFilter("account-1", null, null),
                    new ConversationFilter(null, "channel-2", null),
                    new ConversationFilter(null, null, true),
                    new ConversationFilter("account-1", "channel-2", false),
                    new ConversationFilter("nobody", null, null))) {
                assertThat(pages((cursor, limit) -> fixture.archive.conversations(filter, cursor, limit), 4))
                        .as("%s", filter)
                        .isEqualTo(all.stream()
                                .filter(one -> (filter.accountId() == null
                                                || filter.accountId().equals(one.accountId()))
                                        && (filter.channelId() == null
                                                || filter.channelId().equals(one.channelId()))
                                        && (filter.open() == null || filter.open() == one.open()))
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void contacts_areThoseWhoSaidIt_orWhomItAnswers(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            fixture.append(
                    List.of(
                            ArchiveFixture.in("q", "anna", null, NOON),
                            ArchiveFixture.out("a", "q", NOON.plusSeconds(1)),
                            ArchiveFixture.out("p", null, NOON.plusSeconds(2)),
                            ArchiveFixture.in("r", "ben", "a", NOON.plusSeconds(3)),
                            ArchiveFixture.out("b", "a", NOON.plusSeconds(4))),
                    5);
            assertThat(fixture.archive.contactsOf(List.of(1L, 2L, 3L, 4L, 5L, 99L)))
                    .hasSize(3)
                    .allSatisfy((sequence, contact) ->
                            assertThat(contact.handle()).isEqualTo(sequence == 4 ? "ben" : "anna"))
                    .containsOnlyKeys(1L, 2L, 4L);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void contacts_comeById_inPages(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine)) {
            assertThat(pages((cursor, limit) -> fixture.archive.contacts(cursor, limit), 3))
                    .extracting(Contact::id)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
            assertThat(fixture.archive.contact(11)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void after_givesWhatFollows_andNothingTwice(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine)) {
            List<ArchivedActivity> read = new ArrayList<>();
            for (List<ArchivedActivity> next = fixture.archive.after(0, 70);
                    !next.isEmpty();
                    next = fixture.archive.after(read.get(read.size() - 1).sequence(), 70)) {
                read.addAll(next);
            }
            assertThat(read).isEqualTo(fixture.all()).hasSize(300);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void badCursorsAndLimits_areRefused(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine)) {
            for (String cursor : List.of("?", "", "bm90aGluZw", "MjAyNiBmb28")) {
                refuses("cursor", () -> fixture.archive.list(ActivityFilter.ALL, cursor, 10));
                refuses("cursor", () -> fixture.archive.conversations(ConversationFilter.ALL, cursor, 10));
                refuses("cursor", () -> fixture.archive.contacts(cursor, 10));
            }
            for (int limit : new int[] {0, -1, CursorPage.MAX_LIMIT + 1}) {
                refuses("limit", () -> fixture.archive.list(ActivityFilter.ALL, null, limit));
                refuses("limit", () -> fixture.archive.conversations(ConversationFilter.ALL, null, limit));
                refuses("limit", () -> fixture.archive.contacts(null, limit));
                refuses("limit", () -> fixture.archive.after(0, limit));
            }
        }
    }

    /** A consumer may be as slow as a client behind a modem: it must not keep a connection from others meanwhile. */
    @ParameterizedTest
    @MethodSource(ENGINES)
    void stream_holdsNoConnection_whileTheConsumerWorks(Database.Engine engine) {
        try (ArchiveFixture fixture = filled(engine)) {
            List<Long> sequences = new ArrayList<>();
            fixture.archive.stream(ActivityFilter.ALL, one -> {
                assertThat(fixture.activeConnections()).isZero();
                sequences.add(one.sequence());
            });
            assertThat(sequences).hasSize(300).isSorted();
        }
    }

    private static void refuses(String field, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.remedy()).isNotBlank();
        });
    }

    private static <T> List<T> pages(BiFunction<@Nullable String, Integer, CursorPage<T>> list, int limit) {
        List<T> all = new ArrayList<>();
        String cursor = null;
        do {
            CursorPage<T> page = list.apply(cursor, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    private static Predicate<ArchivedActivity> matching(ActivityFilter filter) {
        return one -> (filter.accountId() == null || filter.accountId().equals(one.accountId()))
                && (filter.channelId() == null || filter.channelId().equals(one.channelId()))
                && (filter.conversationId() == null || filter.conversationId() == one.conversationId())
                && (filter.direction() == null
                        || filter.direction() == one.activity().direction())
                && (filter.from() == null || !one.activity().published().isBefore(filter.from()))
                && (filter.to() == null || one.activity().published().isBefore(filter.to()));
    }

    /** Channels that work for several accounts, several conversations that end at the same time. */
    private static ArchiveFixture filled(Database.Engine engine) {
        ArchiveFixture fixture = new ArchiveFixture(engine);
        Random random = new Random(4);
        List<Intake.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Instant published = NOON.plusSeconds(random.nextInt(300));
            entries.add(ArchiveFixture.entry(
                    "account-" + random.nextInt(3),
                    "channel-" + random.nextInt(4),
                    "" + i,
                    Direction.values()[random.nextInt(2)],
                    "person" + i % 10,
                    null,
                    "context" + random.nextInt(20),
                    published));
        }
        fixture.append(entries, 300);
        return fixture;
    }
}
