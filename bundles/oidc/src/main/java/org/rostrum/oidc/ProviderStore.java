package org.rostrum.oidc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.ExternalSignOn;
import org.rostrum.api.signon.GroupMapping;
import org.rostrum.api.signon.IdentityProvider;

/** The table of providers. Owns the tables of this capability: its activation makes them. */
@Component(service = ProviderStore.class)
public final class ProviderStore {
    private static final String SELECT =
            "select id, display_name, issuer, client_id, client_secret, scopes, user_name_claim,"
                    + " groups_claim, create_users, account_id, link_by_name, enabled, clock_skew_seconds, sign_out_at_provider,"
                    + " version from oidc_provider";

    private final Database database;
    private final ExternalSignOn signOn;

    @Activate
    public ProviderStore(@Reference Database database, @Reference ExternalSignOn signOn) {
        this.database = database;
        this.signOn = signOn;
        database.migrate("oidc", ProviderStore.class);
    }

    Database database() {
        return database;
    }

    List<Settings> list(Connection connection) throws SQLException {
        List<Settings> all = new ArrayList<>();
        for (Settings bare : Sql.list(connection, SELECT + " order by id", ProviderStore::row)) {
            all.add(withGroups(connection, bare));
        }
        return all;
    }

    Optional<Settings> find(Connection connection, String id) throws SQLException {
        Optional<Settings> found = Sql.first(connection, SELECT + " where id = ?", ProviderStore::row, id);
        return found.isEmpty() ? found : Optional.of(withGroups(connection, found.get()));
    }

    void insert(Connection connection, IdentityProvider provider, @Nullable String sealed, Map<String, Long> groupIds)
            throws SQLException {
        Sql.update(
                connection,
                "insert into oidc_provider (display_name, issuer, client_id, client_secret, scopes, user_name_claim,"
                        + " groups_claim, create_users, account_id, link_by_name, enabled, clock_skew_seconds,"
                        + " sign_out_at_provider, version, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values(provider, sealed));
        insertMapping(connection, provider, groupIds);
    }

    void update(Connection connection, IdentityProvider provider, @Nullable String sealed, Map<String, Long> groupIds)
            throws SQLException {
        Sql.update(
                connection,
                "update oidc_provider set display_name = ?, issuer = ?, client_id = ?, client_secret = ?, scopes = ?,"
                        + " user_name_claim = ?, groups_claim = ?, create_users = ?, account_id = ?, link_by_name = ?,"
                        + " enabled = ?, clock_skew_seconds = ?, sign_out_at_provider = ?, version = ? where id = ?",
                values(provider, sealed));
        Sql.update(connection, "delete from oidc_group_mapping where provider = ?", provider.id());
        insertMapping(connection, provider, groupIds);
    }

    void delete(Connection connection, String id) throws SQLException {
        Sql.update(connection, "delete from oidc_pending where provider = ?", id);
        Sql.update(connection, "delete from oidc_provider where id = ?", id);
    }

    /** @return whether it was still the same */
    boolean reseal(Connection connection, String id, String before, String sealed) throws SQLException {
        return Sql.update(
                        connection,
                        "update oidc_provider set client_secret = ? where id = ? and client_secret = ?",
                        sealed,
                        id,
                        before)
                == 1;
    }

    private static @Nullable Object[] values(IdentityProvider provider, @Nullable String sealed) {
        return new @Nullable Object[] {
            provider.displayName(),
            provider.issuer(),
            provider.clientId(),
            sealed,
            String.join(" ", provider.scopes()),
            provider.userNameClaim(),
            provider.groupsClaim(),
            provider.createUsers(),
            provider.accountId(),
            provider.linkByName(),
            provider.enabled(),
            provider.clockSkewSeconds(),
            provider.signOutAtProvider(),
            provider.version(),
            provider.id()
        };
    }

    private static void insertMapping(Connection connection, IdentityProvider provider, Map<String, Long> groupIds)
            throws SQLException {
        for (GroupMapping mapping : new LinkedHashSet<>(provider.groups())) {
            Sql.update(
                    connection,
                    "insert into oidc_group_mapping (provider, claim_value, group_id) values (?, ?, ?)",
                    provider.id(),
                    mapping.value(),
                    groupIds.get(mapping.group()));
        }
    }

    private record Mapped(String value, long groupId) {}

    /** Groups that were removed meanwhile are left out. */
    private Settings withGroups(Connection connection, Settings bare) throws SQLException {
        List<Mapped> mapped = Sql.list(
                connection,
                "select claim_value, group_id from oidc_group_mapping where provider = ? order by claim_value, group_id",
                row -> new Mapped(row.getString("claim_value"), row.getLong("group_id")),
                bare.id());
        Map<Long, String> names =
                signOn.groupNames(mapped.stream().map(Mapped::groupId).toList());
        Map<String, Set<Long>> groups = new LinkedHashMap<>();
        List<GroupMapping> shown = new ArrayList<>();
        for (Mapped one : mapped) {
            String name = names.get(one.groupId());
            if (name != null) {
                groups.computeIfAbsent(one.value(), value -> new LinkedHashSet<>())
                        .add(one.groupId());
                shown.add(new GroupMapping(one.value(), name));
            }
        }
        return new Settings(Drafts.withGroups(bare.view(), shown), bare.sealedSecret(), groups);
    }

    private static Settings row(ResultSet row) throws SQLException {
        String sealed = row.getString("client_secret");
        String scopes = row.getString("scopes");
        return new Settings(
                new IdentityProvider(
                        row.getString("id"),
                        row.getString("display_name"),
                        row.getString("issuer"),
                        row.getString("client_id"),
                        sealed != null,
                        scopes.isEmpty() ? List.of() : List.of(scopes.split(" ", -1)),
                        row.getString("user_name_claim"),
                        row.getString("groups_claim"),
                        List.of(),
                        row.getBoolean("create_users"),
                        row.getString("account_id"),
                        row.getBoolean("link_by_name"),
                        row.getBoolean("enabled"),
                        row.getInt("clock_skew_seconds"),
                        row.getBoolean("sign_out_at_provider"),
                        row.getLong("version")),
                sealed,
                Map.of());
    }
}
