package org.rostrum.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveListener;
import org.rostrum.api.archive.ArchiveSpan;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.ConversationFilter;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.IntakeResult;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.archive.append.Appender;
import org.rostrum.archive.figures.ContactFigures;
import org.rostrum.archive.read.ActivityReader;
import org.rostrum.archive.read.ContactReader;
import org.rostrum.archive.read.ConversationReader;
import org.rostrum.archive.read.TotalsReader;
import org.rostrum.archive.store.HeadRow;
import org.rostrum.archive.verify.VerificationHistory;
import org.rostrum.archive.verify.VerificationRun;
import org.rostrum.archive.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archive in the relational database. */
@Component(service = Archive.class)
public final class JdbcArchive implements Archive {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcArchive.class);
    private static final String APPEND = "archive:append";
    private static final String READ = "archive:read";

    private final Database database;
    private final Access access;
    private final Clock clock;
    private final Metrics metrics;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    volatile List<ArchiveListener> listeners = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable AccountTree tree;

    private final ActivityReader activities;
    private final ConversationReader conversations;
    private final ContactReader contacts;
    private final TotalsReader totals;
    private final ContactFigures figures;
    private final Verifier verifier;
    private final VerificationHistory verifications;

    @Activate
    public JdbcArchive(
            @Reference ArchiveTables tables,
            @Reference Verifier verifier,
            @Reference Access access,
            @Reference Clock clock,
            @Reference Metrics metrics) {
        this.database = tables.database();
        this.access = access;
        this.clock = clock;
        this.metrics = metrics;
        metrics.describe("rostrum.archive.append", "Time to archive a batch of activities");
        metrics.describe("rostrum.archive.activities", "Activities archived, by direction");
        metrics.describe("rostrum.archive.duplicates", "Activities that came again and were passed over");
        this.activities = new ActivityReader(database);
        this.conversations = new ConversationReader(database);
        this.contacts = new ContactReader(database);
        this.totals = new TotalsReader(database);
        this.figures = new ContactFigures(HeadRow.consistent(database));
        this.verifier = verifier;
        this.verifications = new VerificationHistory(database);
    }

    @Override
    public IntakeResult append(Intake intake) {
        access.require(APPEND);
        long began = System.nanoTime();
        Appender.Outcome outcome = database.transaction(connection -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            return new Appender(connection, database.engine(), now).append(intake);
        });
        database.afterCommit(() -> tell(outcome, Duration.ofNanos(System.nanoTime() - began)));
        return new IntakeResult(outcome.stored(), outcome.duplicates(), outcome.lastSequence());
    }

    private void tell(Appender.Outcome outcome, Duration took) {
        metrics.time("rostrum.archive.append", took);
        metrics.count("rostrum.archive.activities", outcome.inbound(), "direction", "inbound");
        metrics.count("rostrum.archive.activities", outcome.outbound(), "direction", "outbound");
        metrics.count("rostrum.archive.duplicates", outcome.duplicates());
        if (outcome.stored() == 0) {
            return;
        }
        for (ArchiveListener listener : listeners) {
            try {
                listener.activitiesArchived(outcome.lastSequence());
            } catch (RuntimeException failure) {
                // it is only a hint, and the others want it too
                LOG.warn("{} failed to be told of new activities", listener, failure);
            }
        }
    }

    @Override
    public Optional<String> cursor(String channelId) {
        access.require(APPEND);
        return database.read(connection -> Sql.first(
                connection,
                "select position from archive_cursor where channel_id = ?",
                row -> row.getString("position"),
                channelId));
    }

    @Override
    public Optional<ArchivedActivity> find(long sequence) {
        Reach reach = access.requireSomewhere(READ);
        return activities.find(sequence).filter(found -> reach.covers(found.accountId()));
    }

    @Override
    public CursorPage<ArchivedActivity> list(ActivityFilter filter, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        return activities.list(withFormer(filter), within(filter.accountId(), reach), cursor, limit);
    }

    @Override
    public void stream(ActivityFilter filter, Consumer<ArchivedActivity> consumer) {
        Reach reach = access.requireSomewhere("archive:export");
        activities.stream(withFormer(filter), within(filter.accountId(), reach), consumer);
    }

    /** The accounts that were merged into this one: what was archived under their names is its own now. */
    private Set<String> former(@Nullable String account) {
        AccountTree known = tree;
        return account == null || known == null ? Set.of() : known.former(account);
    }

    private ActivityFilter withFormer(ActivityFilter filter) {
        return former(filter.accountId()).isEmpty()
                ? filter
                : new ActivityFilter(
                        null,
                        filter.channelId(),
                        filter.conversationId(),
                        filter.direction(),
                        filter.from(),
                        filter.to());
    }

    /** Of several accounts that are one, those that may be seen. */
    private Reach within(@Nullable String account, Reach reach) {
        Set<String> former = former(account);
        if (account == null || former.isEmpty()) {
            return reach;
        }
        Set<String> together = new HashSet<>(former);
        together.add(account);
        return Reach.of(reach.narrow(together));
    }

    @Override
    public List<ArchivedActivity> after(long sequence, int limit) {
        // without gaps, so for nobody who may not see all
        access.require(READ);
        return activities.after(sequence, limit);
    }

    @Override
    public Optional<Conversation> conversation(long id) {
        Reach reach = access.requireSomewhere(READ);
        return conversations.find(id).filter(found -> reach.covers(found.accountId()));
    }

    @Override
    public Map<Long, Conversation> conversations(Collection<Long> ids) {
        Reach reach = access.requireSomewhere(READ);
        Map<Long, Conversation> found = new HashMap<>(conversations.find(ids));
        found.values().removeIf(conversation -> !reach.covers(conversation.accountId()));
        return found;
    }

    @Override
    public Map<Long, Set<Long>> mergedInto(Collection<Long> ids) {
        Reach reach = access.requireSomewhere(READ);
        return conversations.mergedInto(
                reach.everywhere() ? ids : conversations(ids).keySet());
    }

    @Override
    public CursorPage<Conversation> conversations(ConversationFilter filter, @Nullable String cursor, int limit) {
        Reach reach = access.requireSomewhere(READ);
        String account = filter.accountId();
        ConversationFilter wider =
                former(account).isEmpty() ? filter : new ConversationFilter(null, filter.channelId(), filter.open());
        return conversations.list(wider, within(account, reach), cursor, limit);
    }

    @Override
    public CursorPage<Contact> contacts(@Nullable String cursor, int limit) {
        return contacts.list(access.requireSomewhere(READ), cursor, limit);
    }

    @Override
    public Optional<Contact> contact(long id) {
        return contacts.find(id, access.requireSomewhere(READ));
    }

    @Override
    public Map<Long, Contact> contactsOf(Collection<Long> sequences) {
        // by their numbers, so for nobody who may not see all
        access.require(READ);
        return contacts.of(sequences);
    }

    @Override
    public ArchiveTotals totals() {
        Reach reach = access.requireSomewhere(READ);
        return reach.everywhere()
                ? totals.totals()
                : totals.totals(
                        reach,
                        figures.summary(reach.accounts(), Instant.MIN, Instant.MAX)
                                .together());
    }

    @Override
    public Optional<ArchiveSpan> span(Collection<String> accountIds) {
        access.requireAll(READ, accountIds);
        return totals.span(accountIds);
    }

    @Override
    public ArchiveVerification verify(LongConsumer progress) {
        access.require("archive:verify");
        Instant began = clock.instant();
        ArchiveVerification result = verifier.verify(progress);
        verifications.note(access.caller().name(), began, result, clock.instant());
        return result;
    }

    @Override
    public Optional<PastVerification> lastVerification() {
        access.requireSomewhere(READ);
        return verifications.lastCompleted().flatMap(JdbcArchive::past);
    }

    private static Optional<PastVerification> past(VerificationRun run) {
        Instant ended = run.finished();
        ArchiveVerification result = run.result();
        return ended == null || result == null
                ? Optional.empty()
                : Optional.of(new PastVerification(ended, result.intact(), result.activities()));
    }
}
