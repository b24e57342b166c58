package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.archive.ArchiveVerification.Kind;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.rollup.RollupBounds;
import org.rostrum.api.rollup.RollupCheck;
import org.rostrum.archive.ArchiveTables;
import org.rostrum.archive.store.Hash;
import org.rostrum.archive.store.Head;
import org.rostrum.archive.store.HeadRow;

/**
 * Recomputes what the archive says about itself: first the chain with the originals, the contacts and the seals, then all
 * sums from the activities, and last the sums that other capabilities keep ({@link RollupCheck}). It reads in portions, so that its memory does not grow with the archive (but with the number of
 * accounts, channels and days), and appending goes on meanwhile; see {@link Recheck} for how sums are then compared fairly.
 */
@Component(service = Verifier.class)
public final class Verifier {
    private static final List<String> OF_ACCOUNTS = List.of("archive_account", "archive_shared_contact");
    private static final List<String> BY_DAY = List.of(
            "archive_day",
            "archive_response_day",
            "archive_contact_day",
            "archive_contact_return",
            "archive_shared_day");
    private static final List<String> BY_MONTH = List.of("archive_month", "archive_response_month");

    private final Database database;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    volatile List<RollupCheck> others = List.of();

    @Activate
    public Verifier(@Reference ArchiveTables tables) {
        this.database = tables.database();
    }

    public ArchiveVerification verify(LongConsumer caller) {
        Findings findings = new Findings();
        Progress progress = new Progress(caller);
        if (database.read(HeadRow::find).isEmpty()) {
            findings.add(
                    Kind.REMOVED,
                    null,
                    "archive_head: its row is missing, so nothing can be appended and the end of the archive cannot be"
                            + " told. Restore it from a backup, then verify again.");
            return new ArchiveVerification(false, 0, 0, null, findings.sorted());
        }
        ChainCheck chain = new ChainCheck(database, findings, progress);
        Head head = chain.check();
        progress.tell();
        if (!findings.full()) {
            checkSums(chain.channels(), head, findings, progress);
            RollupCheck.Report report = new Told(findings, progress);
            others.forEach(other -> other.check(report));
        }
        progress.tell();
        return new ArchiveVerification(
                findings.none(), chain.activities(), chain.segments(), headHash(head), findings.sorted());
    }

    /** Null when there is none, or when what stands there cannot be one: the result would not fit into its table. */
    private static @Nullable String headHash(Head head) {
        String hex = head.lastHash().hex();
        return head.lastSequence() == 0 || hex.length() != 2 * Hash.LENGTH ? null : hex;
    }

    private void checkSums(ChannelCounts channels, Head head, Findings findings, Progress progress) {
        Recheck recheck = new Recheck(database, findings);
        recheck.check(Verifier::outOfTime);
        new ContactDetailCheck(database, recheck, progress).check(head);
        new ConversationCheck(recheck, progress).check(head.lastConversation());
        DaySumCheck days = new DaySumCheck(recheck, progress);
        ResponseCheck responses = new ResponseCheck(recheck, progress);
        ContactDayCheck contactDays = new ContactDayCheck(database, recheck, progress);
        SharedContactCheck sharedContacts = new SharedContactCheck(recheck);
        for (String account : accounts(channels)) {
            days.check(account);
            responses.check(account);
            contactDays.check(account);
            sharedContacts.check(account);
        }
    }

    private static void outOfTime(Connection connection, Findings findings) throws SQLException {
        for (String table : BY_DAY) {
            RollupBounds.checkDays(connection, table, findings::sum);
        }
        for (String table : BY_MONTH) {
            RollupBounds.checkMonths(connection, table, findings::sum);
        }
    }

    /** The accounts of the activities and those of every sum, which may have been put in. */
    private Set<String> accounts(ChannelCounts channels) {
        Set<String> accounts = new TreeSet<>(channels.accounts());
        for (String table :
                Stream.of(OF_ACCOUNTS, BY_DAY, BY_MONTH).flatMap(List::stream).toList()) {
            database.read(connection -> {
                Sql.stream(
                        connection,
                        1000,
                        "select distinct account_id from " + table,
                        row -> row.getString("account_id"),
                        accounts::add);
                return Boolean.TRUE;
            });
        }
        return accounts;
    }

    /** What others find goes where the archive's own findings go. */
    private record Told(Findings findings, Progress progress) implements RollupCheck.Report {
        @Override
        public void row() {
            progress.row();
        }

        @Override
        public void wrong(String detail) {
            findings.sum(detail);
        }

        @Override
        public boolean full() {
            return findings.full();
        }
    }
}
