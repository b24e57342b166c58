package org.rostrum.engagement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Lookup;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.CaseRecord;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.cases.CaseNewsStore;
import org.rostrum.engagement.routing.Finding;

/** The tables {@code engagement_case} and {@code engagement_progress}. */
public final class CaseStore {
    private static final String SELECT =
            "select id, kind, account_id, conversation_id, sequence, contact_id, contact_handle, summary, url, owner,"
                    + " rule_id, rule_name, created, delivery_id, " + CaseNewsStore.STATUS_COLUMNS
                    + " from engagement_case ";

    private static final String INSERT =
            "insert into engagement_case (kind, account_id, conversation_id, sequence, contact_id, contact_handle,"
                    + " summary, url, owner, rule_id, rule_name, created, happened, delivery_id)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
    private static final Lookup KNOWN = new Lookup(
                    "t.conversation_id", "engagement_case", "", Lookup.text("kind"), Lookup.bigint("conversation_id"))
            .underWritersLock();

    private static final Lookup OF_CONTACTS =
            new Lookup("t.kind, t.conversation_id, t.happened", "engagement_case", "", Lookup.bigint("contact_id"));

    /** A case of somebody. */
    public record EarlierCase(RuleAction kind, long conversationId, Instant happened) {}

    /** Locks the progress against other nodes until the transaction ends. */
    public long lockProgress(Connection connection) throws SQLException {
        Sql.update(connection, "update engagement_progress set sequence = sequence where id = 1");
        return progress(connection);
    }

    public long progress(Connection connection) throws SQLException {
        return Sql.number(connection, "select sequence from engagement_progress where id = 1");
    }

    public void setProgress(Connection connection, long sequence) throws SQLException {
        Sql.update(connection, "update engagement_progress set sequence = ? where id = 1", sequence);
    }

    /** Makes the installation's part of the keys of cases, if there is none. The progress must be locked. */
    public void mark(Connection connection, String mark) throws SQLException {
        Sql.update(connection, "update engagement_progress set mark = ? where id = 1 and mark is null", mark);
    }

    /** What tells the cases of this installation from those of others, in systems into which several write. */
    public String mark(Connection connection) throws SQLException {
        return Sql.first(connection, "select mark from engagement_progress where id = 1", row -> row.getString("mark"))
                .orElseThrow();
    }

    /** A conversation and what was opened, or is to be opened, for it; there is one case of a kind for a conversation. */
    public record Key(RuleAction kind, long conversationId) {
        public static Key of(Finding finding) {
            return new Key(finding.rule().action(), finding.archived().conversationId());
        }

        /** Itself, and the same kind for the conversations that grew into its own. */
        public List<Key> withMerged(Map<Long, Set<Long>> merged) {
            List<Key> all = new ArrayList<>(List.of(this));
            merged.getOrDefault(conversationId, Set.of()).forEach(id -> all.add(new Key(kind, id)));
            return all;
        }

        private Object[] parts() {
            return new Object[] {kind.name(), conversationId};
        }
    }

    /** Those of these for which there is a case. */
    public Set<Key> known(Connection connection, Engine engine, Set<Key> keys) throws SQLException {
        Set<Key> known = new HashSet<>();
        KNOWN.find(connection, engine, keys, Key::parts, (key, row) -> known.add(key));
        return known;
    }

    /** The cases of these contacts, by contact. */
    public Map<Long, List<EarlierCase>> ofContacts(Connection connection, Engine engine, Set<Long> contacts)
            throws SQLException {
        Map<Long, List<EarlierCase>> found = new HashMap<>();
        OF_CONTACTS.find(
                connection,
                engine,
                contacts,
                contact -> new Object[] {contact},
                (contact, row) -> found.computeIfAbsent(contact, id -> new ArrayList<>())
                        .add(new EarlierCase(
                                RuleAction.valueOf(row.getString("kind")),
                                row.getLong("conversation_id"),
                                Sql.instant(row, "happened"))));
        return found;
    }

    /**
     * Inserts the cases without deliveries yet, whose payloads need the cases' ids, and gives those ids in the same order.
     *
     * @param sums must be saved in the same transaction
     */
    public List<Long> insert(Connection connection, Engine engine, List<Finding> findings, CaseSums sums)
            throws SQLException {
        for (Finding finding : findings) {
            sums.add(
                    finding.archived().accountId(),
                    finding.rule().action(),
                    finding.archived().activity().published());
        }
        return Sql.insertAll(connection, engine, INSERT, findings, CaseStore::values);
    }

    private static @Nullable Object[] values(Finding finding) {
        return new @Nullable Object[] {
            finding.rule().action(),
            finding.archived().accountId(),
            finding.archived().conversationId(),
            finding.archived().sequence(),
            finding.contactId(),
            finding.handle(),
            finding.summary(),
            finding.url(),
            finding.rule().owner(),
            finding.rule().id(),
            finding.rule().name(),
            finding.found(),
            finding.archived().activity().published()
        };
    }

    /** @param deliveries the delivery of each case, by the case's id */
    public void setDeliveries(Connection connection, Map<Long, Long> deliveries) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update engagement_case set delivery_id = ? where id = ?")) {
            for (Map.Entry<Long, Long> one : deliveries.entrySet()) {
                Sql.bind(statement, one.getValue(), one.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    public Optional<CaseRecord> find(Connection connection, long id) throws SQLException {
        return Sql.first(connection, SELECT + "where id = ?", CaseStore::row, id);
    }

    public CursorPage<CaseRecord> page(
            Connection connection,
            RuleAction kind,
            @Nullable String accountId,
            Reach reach,
            @Nullable Long before,
            int limit)
            throws SQLException {
        Conditions conditions = new Conditions()
                .and("kind = ?", kind)
                .andIfGiven("account_id = ?", accountId)
                .andIfGiven("id < ?", before)
                .within(reach, "account_id");
        List<CaseRecord> found = Sql.list(
                connection,
                SELECT
                        + DerbyHints.index(
                                accountId == null ? "engagement_case_newest" : "engagement_case_account_newest")
                        + conditions.where() + " order by id desc fetch first " + (limit + 1) + " rows only",
                CaseStore::row,
                conditions.values());
        return CursorPage.of(found, limit, CaseRecord::id);
    }

    public long count(Connection connection, RuleAction kind, Reach reach) throws SQLException {
        Conditions conditions = new Conditions().and("kind = ?", kind).within(reach, "account_id");
        return Sql.number(connection, "select count(*) from engagement_case" + conditions.where(), conditions.values());
    }

    private static CaseRecord row(ResultSet row) throws SQLException {
        return new CaseRecord(
                row.getLong("id"),
                RuleAction.valueOf(row.getString("kind")),
                row.getString("account_id"),
                row.getLong("conversation_id"),
                row.getLong("sequence"),
                Sql.optionalLong(row, "contact_id"),
                row.getString("contact_handle"),
                row.getString("summary"),
                row.getString("url"),
                row.getString("owner"),
                row.getLong("rule_id"),
                row.getString("rule_name"),
                Sql.instant(row, "created"),
                row.getLong("delivery_id"),
                CaseNewsStore.status(row));
    }
}
