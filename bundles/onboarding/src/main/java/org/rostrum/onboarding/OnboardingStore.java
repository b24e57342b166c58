package org.rostrum.onboarding;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.onboarding.OnboardingItem;
import org.rostrum.api.onboarding.OnboardingTemplate;
import org.rostrum.api.security.Reach;

/** The tables of this capability: its activation makes them. */
@Component(service = OnboardingStore.class)
public final class OnboardingStore {
    private static final String TEMPLATE =
            "select id, account_id, name, description, items, version from onboarding_template";
    private static final String RUN = "select id, account_id, template_id, template_name, template_version, items, due,"
            + " started_by, started, version from onboarding_run";

    private final Database database;

    @Activate
    public OnboardingStore(@Reference Database database) {
        this.database = database;
        database.migrate("onboarding", OnboardingStore.class);
    }

    /** An onboarding without its checklist. */
    record Run(
            long id,
            String accountId,
            long templateId,
            String templateName,
            long templateVersion,
            List<OnboardingItem> items,
            @Nullable LocalDate due,
            String startedBy,
            Instant started,
            long version) {}

    /** What somebody said of an item: done, or waived when there is a reason. */
    record Mark(String by, Instant at, @Nullable String reason) {}

    Database database() {
        return database;
    }

    List<OnboardingTemplate> templates(Connection connection) throws SQLException {
        return Sql.list(connection, TEMPLATE + " order by name, id", OnboardingStore::template);
    }

    Optional<OnboardingTemplate> template(Connection connection, long id) throws SQLException {
        return Sql.first(connection, TEMPLATE + " where id = ?", OnboardingStore::template, id);
    }

    long insert(Connection connection, OnboardingTemplate template) throws SQLException {
        return Sql.insert(
                connection,
                "insert into onboarding_template (account_id, name, description, items, version) values (?, ?, ?, ?, 1)",
                template.accountId(),
                template.name(),
                template.description(),
                OnboardingJson.items(template.items()));
    }

    /** @return whether it still had that version */
    boolean update(Connection connection, OnboardingTemplate template, long version) throws SQLException {
        return Sql.update(
                        connection,
                        "update onboarding_template set name = ?, description = ?, items = ?, version = version + 1 where"
                                + " id = ? and version = ?",
                        template.name(),
                        template.description(),
                        OnboardingJson.items(template.items()),
                        template.id(),
                        version)
                == 1;
    }

    boolean deleteTemplate(Connection connection, long id, long version) throws SQLException {
        return Sql.update(connection, "delete from onboarding_template where id = ? and version = ?", id, version) == 1;
    }

    boolean isUnderWay(Connection connection, String accountId) throws SQLException {
        return Sql.number(connection, "select count(*) from onboarding_run where account_id = ?", accountId) > 0;
    }

    Optional<Run> run(Connection connection, long id) throws SQLException {
        return Sql.first(connection, RUN + " where id = ?", OnboardingStore::run, id);
    }

    /** Newest first. */
    List<Run> runs(Connection connection, @Nullable String accountId, Reach reach, @Nullable Long before, int limit)
            throws SQLException {
        Conditions conditions = new Conditions()
                .andIfGiven("account_id = ?", accountId)
                .andIfGiven("id < ?", before)
                .within(reach, "account_id");
        return Sql.list(
                connection,
                RUN + conditions.where() + " order by id desc fetch first " + limit + " rows only",
                OnboardingStore::run,
                conditions.values());
    }

    long insert(Connection connection, Run run) throws SQLException {
        LocalDate due = run.due();
        return Sql.insert(
                connection,
                "insert into onboarding_run (account_id, template_id, template_name, template_version, items, due,"
                        + " started_by, started, version) values (?, ?, ?, ?, ?, ?, ?, ?, 1)",
                run.accountId(),
                run.templateId(),
                run.templateName(),
                run.templateVersion(),
                OnboardingJson.items(run.items()),
                due == null ? null : due.toString(),
                run.startedBy(),
                run.started());
    }

    /** Others that change it wait until the transaction ends. */
    void touch(Connection connection, long id) throws SQLException {
        Sql.update(connection, "update onboarding_run set version = version + 1 where id = ?", id);
    }

    void takeOver(Connection connection, long id, OnboardingTemplate template) throws SQLException {
        Sql.update(
                connection,
                "update onboarding_run set template_name = ?, template_version = ?, items = ? where id = ?",
                template.name(),
                template.version(),
                OnboardingJson.items(template.items()),
                id);
    }

    boolean deleteRun(Connection connection, long id, long version) throws SQLException {
        return Sql.update(connection, "delete from onboarding_run where id = ? and version = ?", id, version) == 1;
    }

    Map<String, Mark> marks(Connection connection, long run) throws SQLException {
        Map<String, Mark> marks = new HashMap<>();
        Sql.stream(
                connection,
                0,
                "select item, reason, marked_by, marked from onboarding_mark where run_id = ?",
                row -> Map.entry(
                        row.getString("item"),
                        new Mark(row.getString("marked_by"), Sql.instant(row, "marked"), row.getString("reason"))),
                entry -> marks.put(entry.getKey(), entry.getValue()),
                run);
        return marks;
    }

    /** @param mark null to take it away */
    void mark(Connection connection, long run, String item, @Nullable Mark mark) throws SQLException {
        Sql.update(connection, "delete from onboarding_mark where run_id = ? and item = ?", run, item);
        if (mark != null) {
            Sql.update(
                    connection,
                    "insert into onboarding_mark (run_id, item, reason, marked_by, marked) values (?, ?, ?, ?, ?)",
                    run,
                    item,
                    mark.reason(),
                    mark.by(),
                    mark.at());
        }
    }

    private static OnboardingTemplate template(ResultSet row) throws SQLException {
        return new OnboardingTemplate(
                row.getLong("id"),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("description"),
                OnboardingJson.items(row.getString("items")),
                row.getLong("version"));
    }

    private static Run run(ResultSet row) throws SQLException {
        String due = row.getString("due");
        return new Run(
                row.getLong("id"),
                row.getString("account_id"),
                row.getLong("template_id"),
                row.getString("template_name"),
                row.getLong("template_version"),
                OnboardingJson.items(row.getString("items")),
                due == null ? null : LocalDate.parse(due),
                row.getString("started_by"),
                Sql.instant(row, "started"),
                row.getLong("version"));
    }
}
