package org.rostrum.archive.verify;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.Head;

/**
 * Recomputes what the archive says about itself: first the chain with the originals, the contacts and the seals, then all
 * sums from the activities. It reads in portions, so that its memory does not grow with the archive (but with the number of
 * accounts, channels and days), and appending goes on meanwhile; see {@link Recheck} for how sums are then compared fairly.
 */
public final class Verifier {
    private final Database database;

    public Verifier(Database database) {
        this.database = database;
    }

    public ArchiveVerification verify(LongConsumer caller) {
        Findings findings = new Findings();
        Progress progress = new Progress(caller);
        ChainCheck chain = new ChainCheck(database, findings, progress);
        Head head = chain.check();
        progress.tell();
        if (!findings.full()) {
            checkSums(chain.channels(), head, findings, progress);
        }
        progress.tell();
        return new ArchiveVerification(
                findings.none(),
                chain.activities(),
                chain.segments(),
                head.lastSequence() == 0 ? null : head.lastHash().hex(),
                findings.sorted());
    }

    private void checkSums(ChannelCounts channels, Head head, Findings findings, Progress progress) {
        Recheck recheck = new Recheck(database, findings);
        new ConversationCheck(recheck, progress).check(head.lastConversation());
        DaySumCheck days = new DaySumCheck(database, recheck, progress);
        ResponseCheck responses = new ResponseCheck(database, recheck, progress);
        ContactDayCheck contactDays = new ContactDayCheck(database, recheck, progress);
        SharedContactCheck sharedContacts = new SharedContactCheck(recheck);
        for (String account : accounts(channels)) {
            days.check(account);
            responses.check(account, channels.first(account), channels.last(account));
            contactDays.check(account);
            sharedContacts.check(account);
        }
    }

    /** The accounts of the activities and those of every sum, which may have been put in. */
    private Set<String> accounts(ChannelCounts channels) {
        Set<String> accounts = new TreeSet<>(channels.accounts());
        for (String table : new String[] {
            "archive_account",
            "archive_day",
            "archive_month",
            "archive_response_day",
            "archive_response_month",
            "archive_contact_day",
            "archive_contact_return",
            "archive_shared_contact",
            "archive_shared_day"
        }) {
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
}
