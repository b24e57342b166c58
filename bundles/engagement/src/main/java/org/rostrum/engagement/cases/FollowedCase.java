package org.rostrum.engagement.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.api.engagement.RuleAction;

/**
 * A case whose conversation goes on.
 *
 * @param sequence the activity that it came of
 * @param toldClosed whether the system that has it was told that its conversation is closed
 */
record FollowedCase(
        long id,
        RuleAction kind,
        String accountId,
        long sequence,
        long deliveryId,
        CaseStage stage,
        boolean toldClosed) {
    static final String COLUMNS = "t.id, t.kind, t.account_id, t.sequence, t.delivery_id, t.stage, t.told_closed";

    static FollowedCase of(ResultSet row) throws SQLException {
        return new FollowedCase(
                row.getLong("id"),
                RuleAction.valueOf(row.getString("kind")),
                row.getString("account_id"),
                row.getLong("sequence"),
                row.getLong("delivery_id"),
                CaseStage.valueOf(row.getString("stage")),
                row.getBoolean("told_closed"));
    }

    /** What its deliveries are about. */
    String subject() {
        return delivered() + "/" + id;
    }

    /** The kind of the delivery that carried it. */
    String delivered() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
