package org.rostrum.engagement.cases;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.CaseChange;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.api.engagement.CaseStatus;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.Worth;
import org.rostrum.spi.cases.CaseNews;

/** The table {@code engagement_case_news}, and what of {@code engagement_case} comes from it. */
public final class CaseNewsStore {
    /** The columns of a case that {@link #status} reads. */
    public static final String STATUS_COLUMNS = "stage, wording, stage_since, reason, worth, currency";

    Optional<KnownCase> find(Connection connection, long id) throws SQLException {
        return Sql.first(
                connection,
                "select id, kind, conversation_id, delivery_id, " + STATUS_COLUMNS
                        + " from engagement_case where id = ?",
                row -> new KnownCase(
                        row.getLong("id"),
                        RuleAction.valueOf(row.getString("kind")),
                        row.getLong("conversation_id"),
                        row.getLong("delivery_id"),
                        status(row)),
                id);
    }

    boolean isKnown(Connection connection, String adapter, String newsId) throws SQLException {
        return Sql.number(
                        connection,
                        "select count(*) from engagement_case_news where adapter = ? and news_id = ?",
                        adapter,
                        newsId)
                > 0;
    }

    void add(Connection connection, long caseId, String adapter, CaseNews news, Instant received) throws SQLException {
        Worth worth = news.worth();
        Sql.insert(
                connection,
                "insert into engagement_case_news (case_id, adapter, news_id, happened, received, author, kind, stage, wording,"
                        + " text, worth, currency) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                caseId,
                adapter,
                news.newsId(),
                news.happened(),
                received,
                news.author(),
                news.kind(),
                news.stage(),
                news.wording(),
                news.text(),
                worth == null ? null : worth.amount(),
                worth == null ? null : worth.currency());
    }

    void save(Connection connection, long caseId, CaseStatus status) throws SQLException {
        Worth worth = status.worth();
        Sql.update(
                connection,
                "update engagement_case set stage = ?, wording = ?, stage_since = ?, reason = ?, worth = ?, currency = ?"
                        + " where id = ?",
                status.stage(),
                status.wording(),
                status.since(),
                status.reason(),
                worth == null ? null : worth.amount(),
                worth == null ? null : worth.currency(),
                caseId);
    }

    /** In the order in which it was received. */
    public List<CaseChange> of(Connection connection, long caseId) throws SQLException {
        return Sql.list(
                connection,
                "select id, adapter, happened, received, author, kind, stage, wording, text, worth, currency from"
                        + " engagement_case_news where case_id = ? order by id",
                CaseNewsStore::change,
                caseId);
    }

    private static CaseChange change(ResultSet row) throws SQLException {
        String stage = row.getString("stage");
        return new CaseChange(
                row.getLong("id"),
                row.getString("adapter"),
                Sql.instant(row, "happened"),
                Sql.instant(row, "received"),
                row.getString("author"),
                CaseChange.Kind.valueOf(row.getString("kind")),
                stage == null ? null : CaseStage.valueOf(stage),
                row.getString("wording"),
                row.getString("text"),
                worth(row));
    }

    /** Of a row with {@link #STATUS_COLUMNS}. */
    public static CaseStatus status(ResultSet row) throws SQLException {
        return new CaseStatus(
                CaseStage.valueOf(row.getString("stage")),
                row.getString("wording"),
                Sql.optionalInstant(row, "stage_since"),
                row.getString("reason"),
                worth(row));
    }

    private static @Nullable Worth worth(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("worth");
        return amount == null ? null : new Worth(amount, row.getString("currency"));
    }
}
