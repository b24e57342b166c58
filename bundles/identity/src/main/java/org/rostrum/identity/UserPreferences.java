package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.PreferenceService;
import org.rostrum.api.identity.Preferences;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;

/** Keeps what people like. */
@Component(service = PreferenceService.class)
public final class UserPreferences implements PreferenceService {
    private static final int LONGEST_LANGUAGE = 35;

    private final UserStore users;
    private final ShiroAccess access;
    private final AuditLog auditLog;

    @Activate
    public UserPreferences(@Reference UserStore users, @Reference ShiroAccess access, @Reference AuditLog auditLog) {
        this.users = users;
        this.access = access;
        this.auditLog = auditLog;
    }

    @Override
    public Preferences own() {
        String name = person();
        return users.database().read(connection -> of(connection, user(connection, name)));
    }

    @Override
    public Preferences replaceOwn(Preferences wanted) {
        String name = person();
        Preferences checked = new Preferences(language(wanted.language()), zone(wanted.zone()), wanted.theme());
        return users.database().transaction(connection -> {
            users.lock(connection);
            UserRow user = user(connection, name);
            Preferences before = of(connection, user);
            if (before.equals(checked)) {
                return before;
            }
            Sql.update(connection, "delete from identity_preference where user_id = ?", user.id());
            Sql.update(
                    connection,
                    "insert into identity_preference (user_id, language, zone, theme) values (?, ?, ?, ?)",
                    user.id(),
                    checked.language(),
                    checked.zone(),
                    checked.theme() == null ? null : checked.theme().name());
            auditLog.record(
                    "user.prefer",
                    "user/" + name,
                    user.user().accountId(),
                    IdentityJson.of(before),
                    IdentityJson.of(checked));
            return checked;
        });
    }

    private static Preferences of(Connection connection, UserRow user) throws SQLException {
        return Sql.first(
                        connection,
                        "select language, zone, theme from identity_preference where user_id = ?",
                        row -> new Preferences(
                                row.getString("language"), row.getString("zone"), theme(row.getString("theme"))),
                        user.id())
                .orElse(Preferences.NONE);
    }

    private static Preferences.@Nullable Theme theme(@Nullable String stored) {
        return stored == null ? null : Preferences.Theme.valueOf(stored);
    }

    private static @Nullable String language(@Nullable String given) {
        if (given == null) {
            return null;
        }
        try {
            String tag = new Locale.Builder().setLanguageTag(given).build().toLanguageTag();
            if (!tag.equals("und") && tag.length() <= LONGEST_LANGUAGE) {
                return tag;
            }
        } catch (IllformedLocaleException none) {
            throw noLanguage(given).withCause(none);
        }
        throw noLanguage(given);
    }

    private static Problem noLanguage(String given) {
        return Problem.invalid(
                "language", "\"" + given + "\" is no language tag.", "Write it as BCP 47 has it, such as pl or zh.");
    }

    private static @Nullable String zone(@Nullable String given) {
        if (given == null) {
            return null;
        }
        if (!ZoneId.getAvailableZoneIds().contains(given)) {
            throw Problem.invalid(
                    "zone", "\"" + given + "\" is no time zone.", "Use an IANA name such as Europe/Warsaw.");
        }
        return given;
    }

    private UserRow user(Connection connection, String name) throws SQLException {
        return users.find(connection, name).orElseThrow(() -> Problem.notFound("user", name));
    }

    /** Those who have other things to do first may do this as well: it lets nobody see anything. */
    private String person() {
        Caller caller = access.caller();
        if (!caller.authenticated()) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Sign in first.");
        }
        if (caller.type() != Caller.Type.USER) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "Only people have preferences.")
                    .withRemedy("Sign in; a token cannot do this.");
        }
        return Objects.requireNonNull(caller.name());
    }
}
