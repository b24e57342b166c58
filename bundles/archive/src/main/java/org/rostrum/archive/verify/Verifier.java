package org.rostrum.archive.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.archive.ArchiveVerification.Finding;
import org.rostrum.api.archive.ArchiveVerification.Kind;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.archive.store.ActivityRow;
import org.rostrum.archive.store.ActivityRows;
import org.rostrum.archive.store.Chain;
import org.rostrum.archive.store.Hash;
import org.rostrum.archive.store.HeadRow;

/** Recomputes the chain. */
public final class Verifier {
    private final Database database;

    public Verifier(Database database) {
        this.database = database;
    }

    public ArchiveVerification verify(LongConsumer progress) {
        List<Finding> findings = new ArrayList<>();
        Chain chain = new Chain();
        Hash[] last = {Hash.ZERO};
        long[] count = {0};
        String head = database.read(connection -> {
            Sql.stream(
                    connection,
                    500,
                    ActivityRows.SELECT + "order by a.sequence",
                    row -> {
                        ActivityRow activity = ActivityRows.read(row);
                        Hash hash = ActivityRows.hash(row);
                        if (!chain.link(last[0], activity).equals(hash)) {
                            findings.add(new Finding(Kind.CHANGED, activity.sequence(), "The link does not fit."));
                        }
                        last[0] = hash;
                        count[0]++;
                        return activity.sequence();
                    },
                    ignored -> progress.accept(count[0]));
            return HeadRow.read(connection).lastHash().hex();
        });
        return new ArchiveVerification(findings.isEmpty(), count[0], (int) (count[0] / Chain.SEGMENT), head, findings);
    }
}
