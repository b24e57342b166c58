package org.rostrum.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.data.Database;

/** The archive's figures for real conversations, against figures computed in the most direct way. */
class CareConversationsTest {
    private static final Instant FROM = Instant.parse("2015-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void totals_areThoseOfTheFile_inAnyOrderAndPortion(Database.Engine engine) throws Exception {
        Optional<Path> file = CareConversations.file();
        assumeTrue(file.isPresent(), "the real conversations are not on this machine");
        List<Intake.Entry> entries = CareConversations.read(file.orElseThrow());
        List<Intake.Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(7));
        try (ArchiveFixture inOrder = new ArchiveFixture(engine);
                ArchiveFixture mixed = new ArchiveFixture(engine)) {
            inOrder.append(entries, entries.size());
            mixed.append(shuffled, 37);

            for (ArchiveFixture fixture : List.of(inOrder, mixed)) {
                ArchiveTotals totals = fixture.archive.totals();
                assertThat(totals.activities()).isEqualTo(1205);
                assertThat(totals.inbound() + totals.outbound()).isEqualTo(1205);
                assertThat(totals.conversations()).isEqualTo(523);
                assertThat(fixture.conversations()).hasSize(523);
                assertThat(fixture.metrics.count("rostrum.archive.duplicates")).isEqualTo(6);
                List<Long> times = bruteForce(fixture);
                ResponseFigures figures = fixture.figures.responses(fixture.accounts(), FROM, TO);
                assertThat(figures).isEqualTo(new ResponseFigures(523, times.size(), disc(times, 50), disc(times, 90)));
            }
            assertThat(mixed.figures.responsesByAccount(mixed.accounts(), FROM, TO))
                    .isEqualTo(inOrder.figures.responsesByAccount(inOrder.accounts(), FROM, TO));
            assertThat(mixed.figures.contacts(mixed.accounts(), FROM, TO))
                    .isEqualTo(inOrder.figures.contacts(inOrder.accounts(), FROM, TO));
            assertThat(mixed.figures.openConversations(mixed.accounts()))
                    .isEqualTo(inOrder.figures.openConversations(inOrder.accounts()));
            System.out.println(inOrder.archive.totals());
            System.out.println(inOrder.figures.responses(inOrder.accounts(), FROM, TO));
        }
    }

    private static Long disc(List<Long> sorted, int percent) {
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }

    /** First response per conversation from the activities themselves. */
    private static List<Long> bruteForce(ArchiveFixture fixture) {
        List<ArchivedActivity> all = fixture.all();
        List<Long> seconds = new ArrayList<>();
        for (Conversation conversation : fixture.conversations()) {
            List<ArchivedActivity> mine = all.stream()
                    .filter(one -> one.conversationId() == conversation.id())
                    .toList();
            mine.stream()
                    .filter(one -> one.activity().direction() == Direction.INBOUND)
                    .map(one -> one.activity().published())
                    .min(Instant::compareTo)
                    .flatMap(asked -> mine.stream()
                            .filter(one -> one.activity().direction() == Direction.OUTBOUND)
                            .map(one -> one.activity().published())
                            .filter(answered -> answered.isAfter(asked))
                            .min(Instant::compareTo)
                            .map(answered -> Duration.between(asked, answered).toSeconds()))
                    .ifPresent(seconds::add);
        }
        Collections.sort(seconds);
        return seconds;
    }
}
