package org.rostrum.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rostrum.archive.ArchiveFixture.NOON;
import static org.rostrum.archive.ArchiveFixture.in;
import static org.rostrum.archive.ArchiveFixture.out;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.ArchiveSpan;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.IntakeResult;
import org.rostrum.api.data.Database;

class AppendTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    @ParameterizedTest
    @MethodSource(ENGINES)
    void append_storesOnce_whatComesTwice(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            Intake.Entry question = in("1", "ann", null, NOON);
            Intake.Entry answer = out("2", "1", NOON.plusSeconds(60));

            assertThat(fixture.append(question, question, answer)).isEqualTo(new IntakeResult(2, 1, 2));
            assertThat(fixture.append(answer, in("3", "bob", null, NOON), question))
                    .isEqualTo(new IntakeResult(1, 2, 3));
            assertThat(fixture.append()).isEqualTo(new IntakeResult(0, 0, 3));

            assertThat(fixture.all())
                    .extracting(one -> one.activity().networkId())
                    .containsExactly("1", "2", "3");
            assertThat(fixture.archive.totals().contacts()).isEqualTo(2);
            assertThat(fixture.archive.totals().conversations()).isEqualTo(2);
            assertThat(fixture.metrics.count("rostrum.archive.activities,direction,inbound"))
                    .isEqualTo(2);
            assertThat(fixture.metrics.count("rostrum.archive.duplicates")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void append_takesTheSameId_fromAnotherChannel(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            Intake.Entry here = ArchiveFixture.entry("acme", "acme.x", "1", Direction.INBOUND, "ann", null, null, NOON);
            Intake.Entry there =
                    ArchiveFixture.entry("acme", "acme.y", "1", Direction.INBOUND, "ann", null, null, NOON);
            Intake.Entry reply =
                    ArchiveFixture.entry("acme", "acme.y", "2", Direction.OUTBOUND, "acme", "1", null, NOON);

            assertThat(fixture.append(here, there, reply).stored()).isEqualTo(3);

            List<ArchivedActivity> all = fixture.all();
            assertThat(all.get(2).conversationId()).isEqualTo(all.get(1).conversationId());
            assertThat(all.get(0).conversationId()).isNotEqualTo(all.get(1).conversationId());
            assertThat(fixture.archive.totals().contacts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void span_isThatOfTheAccountsAskedFor(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            fixture.append(
                    ArchiveFixture.entry("acme", "acme.x", "1", Direction.INBOUND, "ann", null, null, NOON),
                    ArchiveFixture.entry(
                            "acme", "acme.y", "1", Direction.INBOUND, "ann", null, null, NOON.plusSeconds(9)),
                    ArchiveFixture.entry(
                            "other", "other.x", "1", Direction.INBOUND, "ann", null, null, NOON.minusSeconds(9)));
            assertThat(fixture.archive.span(List.of("acme", "nobody")))
                    .contains(new ArchiveSpan(NOON, NOON.plusSeconds(9)));
            assertThat(fixture.archive.span(List.of("acme", "other")))
                    .contains(new ArchiveSpan(NOON.minusSeconds(9), NOON.plusSeconds(9)));
            assertThat(fixture.archive.span(List.of("nobody"))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void find_givesBackEverything_thatWasAppended(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            String wide = "長".repeat(512);
            Activity longest = new Activity(
                    wide,
                    Direction.INBOUND,
                    "Announce",
                    "Article",
                    new Actor(
                            wide,
                            "h".repeat(256),
                            "𝒩".repeat(256),
                            URI.create("https://example.org/" + "p".repeat(4000))),
                    Instant.parse("2026-03-29T01:30:00.123456Z"),
                    "ż".repeat(Activity.MAX_CONTENT),
                    "pt-BR",
                    "語".repeat(512),
                    "文".repeat(512),
                    URI.create("https://example.org/" + "u".repeat(4000)),
                    List.of(
                            new Attachment(URI.create("https://example.org/a.png"), "image/png", "\"quoted\" ü 🎉"),
                            new Attachment(URI.create("https://example.org/b"), null, null)),
                    new Original("application/activity+json", "{\"raw\":\"" + "🎉".repeat(100_000) + "\"}"));
            Activity least = Activity.builder("n", Direction.OUTBOUND, new Actor("a", null, null, null), NOON)
                    .build();

            fixture.archive.append(new Intake(
                    List.of(
                            new Intake.Entry("a".repeat(64), "c".repeat(128), "n".repeat(64), longest),
                            new Intake.Entry("acme", "acme.x", least)),
                    null));

            ArchivedActivity first = fixture.archive.find(1).orElseThrow();
            assertThat(first.activity()).isEqualTo(longest);
            assertThat(first.accountId()).isEqualTo("a".repeat(64));
            assertThat(first.channelId()).isEqualTo("c".repeat(128));
            assertThat(first.archived()).isEqualTo(fixture.clock.instant());
            assertThat(first.hash()).matches("[0-9a-f]{64}");
            assertThat(fixture.archive.find(2).orElseThrow().activity()).isEqualTo(least);
            assertThat(fixture.archive.find(3)).isEmpty();
            assertThat(fixture.all().get(0).activity().original()).isEqualTo(Original.OMITTED);
            assertThat(fixture.archive.verify(rows -> {}).findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void append_standsOrFalls_withTheCallersTransaction(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            List<Long> told = new ArrayList<>();
            fixture.archive.listeners = List.of(
                    sequence -> {
                        throw new IllegalStateException("a listener that fails");
                    },
                    told::add);
            Intake intake = new Intake(List.of(in("1", "ann", null, NOON)), new Intake.Cursor("acme.x", "page 2"));

            assertThatThrownBy(() -> fixture.database.transact(connection -> {
                        fixture.archive.append(intake);
                        throw new IllegalStateException("the caller gives up");
                    }))
                    .hasMessage("the caller gives up");

            assertThat(told).isEmpty();
            assertThat(fixture.archive.cursor("acme.x")).isEmpty();
            assertThat(fixture.archive.totals().activities()).isZero();
            assertThat(fixture.metrics.count("rostrum.archive.append")).isZero();

            fixture.database.transact(connection -> {
                fixture.archive.append(intake);
                assertThat(told).isEmpty();
            });

            assertThat(told).containsExactly(1L);
            assertThat(fixture.archive.cursor("acme.x")).contains("page 2");
            assertThat(fixture.archive.find(1)).isPresent();

            fixture.archive.append(new Intake(List.of(), new Intake.Cursor("acme.x", "page 3")));

            assertThat(told).containsExactly(1L);
            assertThat(fixture.archive.cursor("acme.x")).contains("page 3");
        }
    }

    /** Several nodes or threads bring overlapping parts of the same data. */
    @ParameterizedTest
    @MethodSource(ENGINES)
    void append_isGaplessAndWithoutRepeats_whenManyAppendAtOnce(Database.Engine engine) throws Exception {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<Integer>> stored = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    int offset = thread * 40;
                    stored.add(threads.submit(() -> {
                        int sum = 0;
                        for (int i = offset; i < offset + 100; i += 10) {
                            List<Intake.Entry> entries = new ArrayList<>();
                            for (int id = i; id < i + 10; id++) {
                                String parent = id % 5 == 0 ? null : Integer.toString(id - 1);
                                entries.add(in("" + id, "person" + id % 7, parent, NOON.plusSeconds(id)));
                            }
                            sum += fixture.archive
                                    .append(new Intake(entries, null))
                                    .stored();
                        }
                        return sum;
                    }));
                }
                int sum = 0;
                for (Future<Integer> one : stored) {
                    sum += one.get(120, TimeUnit.SECONDS);
                }
                assertThat(sum).isEqualTo(220);
            } finally {
                threads.shutdownNow();
            }
            assertThat(fixture.all())
                    .extracting(ArchivedActivity::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 220).boxed().toList());
            assertThat(fixture.conversations()).hasSize(44);
            assertThat(fixture.archive.verify(rows -> {}).findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void contacts_areKnownOnce_byTheirLatestDescription(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            fixture.append(said("1", new Actor("7", "ann", "Ann", null), NOON));
            fixture.append(said("2", new Actor("7", "ann_new", null, null), NOON.plusSeconds(9)));
            fixture.append(said("3", new Actor("7", "ann_old", "Old Ann", null), NOON.minusSeconds(9)));
            fixture.append(out("4", null, NOON));

            assertThat(fixture.archive.contacts(null, 10).items())
                    .singleElement()
                    .satisfies(contact -> {
                        assertThat(contact.network()).isEqualTo("testnet");
                        assertThat(contact.networkId()).isEqualTo("7");
                        assertThat(contact.handle()).isEqualTo("ann_new");
                        assertThat(contact.displayName()).isEqualTo("Ann");
                        assertThat(contact.firstSeen()).isEqualTo(NOON.minusSeconds(9));
                        assertThat(fixture.archive.contact(contact.id())).contains(contact);
                    });
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void append_sealsSegments_acrossIntakes(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            List<Intake.Entry> entries = new ArrayList<>();
            for (int i = 1; i <= 10_003; i++) {
                entries.add(in("" + i, "ann", null, NOON.plusSeconds(i)));
            }
            fixture.append(entries.subList(0, 9_990), 9_990);
            fixture.append(entries.subList(9_990, 10_003), 13);

            assertThat(fixture.archive.verify(rows -> {})).satisfies(verification -> {
                assertThat(verification.findings()).isEmpty();
                assertThat(verification.activities()).isEqualTo(10_003);
                assertThat(verification.segments()).isEqualTo(1);
                assertThat(verification.headHash())
                        .isEqualTo(fixture.archive.find(10_003).orElseThrow().hash());
            });
            assertThat(fixture.archive.list(ActivityFilter.ALL, null, 1).items())
                    .extracting(ArchivedActivity::sequence)
                    .containsExactly(10_003L);
        }
    }

    private static Intake.Entry said(String id, Actor actor, Instant published) {
        return new Intake.Entry(
                "acme",
                "acme.x",
                "testnet",
                Activity.builder(id, Direction.INBOUND, actor, published).build());
    }
}
