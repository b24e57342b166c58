package org.rostrum.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rostrum.archive.ArchiveFixture.NOON;
import static org.rostrum.archive.ArchiveFixture.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.ConversationFilter;
import org.rostrum.api.data.Database;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;

/** Who may read some accounts sees these, whole, and nothing of the others. */
class ScopeTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final int EACH = 12;

    /** Activities of north, south and east in turn; anna speaks to north and south, the others to one account. */
    private static void fill(ArchiveFixture it) {
        for (int i = 0; i < EACH; i++) {
            Instant time = NOON.plus(Duration.ofMinutes(i));
            for (String account : List.of("north", "south", "east")) {
                String person = i == 0 && !account.equals("east") ? "anna" : account + "-person-" + i;
                it.append(entry(account, account + ".x", account + i, Direction.INBOUND, person, null, null, time));
            }
        }
    }

    private static List<ArchivedActivity> pages(JdbcArchive archive, ActivityFilter filter) {
        List<ArchivedActivity> all = new ArrayList<>();
        String cursor = null;
        do {
            CursorPage<ArchivedActivity> page = archive.list(filter, cursor, 5);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void lists_showWhatIsWithinReach_completeAndInOrder(Database.Engine engine) {
        try (ArchiveFixture it = new ArchiveFixture(engine)) {
            fill(it);
            JdbcArchive some = it.archiveOf("north", "east");
            List<Long> expected = it.all().stream()
                    .filter(one -> !one.accountId().equals("south"))
                    .map(ArchivedActivity::sequence)
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList();
            assertThat(expected).hasSize(2 * EACH);
            assertThat(pages(some, ActivityFilter.ALL))
                    .extracting(ArchivedActivity::sequence)
                    .isEqualTo(expected);
            assertThat(pages(some, new ActivityFilter("south", null, null, null, null, null)))
                    .isEmpty();
            assertThat(pages(some, new ActivityFilter(null, "south.x", null, null, null, null)))
                    .isEmpty();
            List<ArchivedActivity> streamed = new ArrayList<>();
            some.stream(ActivityFilter.ALL, streamed::add);
            assertThat(streamed).extracting(ArchivedActivity::accountId).containsOnly("north", "east");
            assertThat(streamed).hasSize(2 * EACH);

            List<Conversation> conversations = new ArrayList<>();
            String cursor = null;
            do {
                CursorPage<Conversation> page = some.conversations(ConversationFilter.ALL, cursor, 7);
                conversations.addAll(page.items());
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(conversations).extracting(Conversation::accountId).containsOnly("north", "east");
            assertThat(conversations).hasSize(2 * EACH);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void singleThings_ofOtherAccounts_areUnknown(Database.Engine engine) {
        try (ArchiveFixture it = new ArchiveFixture(engine)) {
            fill(it);
            JdbcArchive some = it.archiveOf("north");
            for (ArchivedActivity one : it.all()) {
                boolean mine = one.accountId().equals("north");
                assertThat(some.find(one.sequence()).isPresent()).isEqualTo(mine);
                assertThat(some.conversation(one.conversationId()).isPresent()).isEqualTo(mine);
                assertThat(some.list(ActivityFilter.conversation(one.conversationId()), null, 10)
                                .items()
                                .isEmpty())
                        .isEqualTo(!mine);
                assertThat(some.conversations(Set.of(one.conversationId())).isEmpty())
                        .isEqualTo(!mine);
                List<ArchivedActivity> streamed = new ArrayList<>();
                some.stream(ActivityFilter.conversation(one.conversationId()), streamed::add);
                assertThat(streamed.isEmpty()).isEqualTo(!mine);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void contacts_areThoseWhoSpokeToAnAccountWithinReach_eachOnce(Database.Engine engine) {
        try (ArchiveFixture it = new ArchiveFixture(engine)) {
            fill(it);
            List<Contact> all = it.archive.contacts(null, 100).items();
            Contact anna = all.stream()
                    .filter(contact -> contact.networkId().equals("anna"))
                    .findFirst()
                    .orElseThrow();
            for (String account : List.of("north", "south", "east")) {
                JdbcArchive one = it.archiveOf(account);
                List<Contact> seen = new ArrayList<>();
                String cursor = null;
                do {
                    CursorPage<Contact> page = one.contacts(cursor, 5);
                    seen.addAll(page.items());
                    cursor = page.nextCursor();
                } while (cursor != null);
                assertThat(seen).hasSize(EACH).isSortedAccordingTo(java.util.Comparator.comparingLong(Contact::id));
                assertThat(seen.contains(anna)).isEqualTo(!account.equals("east"));
                for (Contact contact : all) {
                    assertThat(one.contact(contact.id()).isPresent()).isEqualTo(seen.contains(contact));
                }
            }
            assertThat(it.archiveOf("north", "south").contacts(null, 100).items())
                    .hasSize(2 * EACH - 1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void totals_countWhatIsWithinReach(Database.Engine engine) {
        try (ArchiveFixture it = new ArchiveFixture(engine)) {
            fill(it);
            ArchiveTotals both = it.archiveOf("north", "south").totals();
            assertThat(both.activities()).isEqualTo(2 * EACH);
            assertThat(both.inbound()).isEqualTo(2 * EACH);
            assertThat(both.conversations()).isEqualTo(2 * EACH);
            // anna counts once
            assertThat(both.contacts()).isEqualTo(2 * EACH - 1);
            assertThat(both.first()).isEqualTo(NOON);
            assertThat(both.lastArchived()).isEqualTo(it.archive.totals().lastArchived());
            ArchiveTotals none = it.archiveOf("west").totals();
            assertThat(none.activities()).isZero();
            assertThat(none.first()).isNull();
            assertThat(none.lastArchived()).isNull();
            assertThat(it.archive.totals().contacts()).isEqualTo(3 * EACH - 1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void figures_ofOtherAccounts_areRefused(Database.Engine engine) {
        try (ArchiveFixture it = new ArchiveFixture(engine)) {
            fill(it);
            JdbcEngagementFigures some = it.figuresOf("north");
            assertThat(some.openConversations(Set.of("north"))).containsEntry("north", (long) EACH);
            assertThatThrownBy(() -> some.openConversations(Set.of("north", "south")))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
            assertThatThrownBy(() -> it.archiveOf("north").span(List.of("south")))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
            // what has no gaps cannot be shown in part
            assertThatThrownBy(() -> it.archiveOf("north").after(0, 10))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        }
    }
}
