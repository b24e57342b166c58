package org.rostrum.accounts.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.accounts.EngagementModelSetting;
import org.rostrum.api.data.Sql;

/** The table of chosen models. */
public final class ModelStore {
    private ModelStore() {}

    private record Chosen(String account, EngagementModelSetting setting) {}

    /** By account. */
    public static Map<String, EngagementModelSetting> all(Connection connection) throws SQLException {
        Map<String, EngagementModelSetting> all = new HashMap<>();
        for (Chosen chosen : Sql.list(
                connection,
                "select account_id, model, hubs from accounts_model",
                row -> new Chosen(
                        row.getString("account_id"),
                        new EngagementModelSetting(
                                EngagementModel.valueOf(row.getString("model")), hubs(row.getString("hubs")))))) {
            all.put(chosen.account(), chosen.setting());
        }
        return all;
    }

    private static Set<String> hubs(String text) {
        return text.isBlank() ? Set.of() : Set.of(text.strip().split(" "));
    }

    static void put(
            Connection connection, String account, @Nullable EngagementModelSetting setting, Instant now, String by)
            throws SQLException {
        Sql.update(connection, "delete from accounts_model where account_id = ?", account);
        if (setting != null) {
            Sql.update(
                    connection,
                    "insert into accounts_model (account_id, model, hubs, chosen, chosen_by) values (?, ?, ?, ?, ?)",
                    account,
                    setting.model(),
                    String.join(" ", new TreeSet<>(setting.hubs())),
                    now,
                    by);
        }
    }
}
