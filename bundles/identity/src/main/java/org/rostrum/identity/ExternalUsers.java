package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.ExternalPerson;
import org.rostrum.api.identity.ExternalRules;
import org.rostrum.api.identity.ExternalSignOnException;
import org.rostrum.api.identity.ExternalSignOnException.Reason;
import org.rostrum.api.identity.IdentityLink;
import org.rostrum.api.identity.User;
import org.rostrum.api.problem.Problem;

/** Who of the users is whom at an identity provider. */
@Component(service = ExternalUsers.class)
public final class ExternalUsers {
    private static final int LONGEST_DISPLAY_NAME = 200;

    private final UserStore users;
    private final GrantStore grants;
    private final Delegation delegation;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public ExternalUsers(
            @Reference UserStore users,
            @Reference GrantStore grants,
            @Reference Delegation delegation,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.users = users;
        this.grants = grants;
        this.delegation = delegation;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** Finds or makes the user, with the display name that the provider tells now. */
    UserRow settle(Connection connection, ExternalPerson person, ExternalRules rules) throws SQLException {
        users.lock(connection);
        Optional<UserRow> known = find(connection, person.provider(), person.subject());
        UserRow user = known.isPresent() ? known.get() : arrive(connection, person, rules);
        if (user.user().disabled() || user.user().service()) {
            throw new ExternalSignOnException(
                    Reason.DISABLED, "The user \"" + user.user().name() + "\" is disabled here.");
        }
        return rename(connection, user, person.displayName());
    }

    Optional<UserRow> find(Connection connection, String provider, String subject) throws SQLException {
        Optional<Long> id = Sql.first(
                connection,
                "select user_id from identity_external where provider = ? and subject = ?",
                row -> row.getLong("user_id"),
                provider,
                subject);
        return id.isEmpty() ? Optional.empty() : users.find(connection, id.get());
    }

    /** By provider; one at each. */
    static List<IdentityLink> links(Connection connection, UserRow user) throws SQLException {
        return Sql.list(
                connection,
                "select provider, subject, created from identity_external where user_id = ? order by provider",
                row -> new IdentityLink(
                        row.getString("provider"), row.getString("subject"), Sql.instant(row, "created")),
                user.id());
    }

    private UserRow arrive(Connection connection, ExternalPerson person, ExternalRules rules) throws SQLException {
        String name = UserNames.normal(person.userName());
        if (!UserNames.usable(name)) {
            throw new ExternalSignOnException(
                    Reason.NAME_UNUSABLE, "The provider gives a name that cannot be that of a user.");
        }
        Optional<UserRow> namesake = users.find(connection, name);
        if (namesake.isPresent()) {
            UserRow user = namesake.get();
            if (!rules.linkByName() || governs(connection, user) || isLinked(connection, person.provider(), user)) {
                throw new ExternalSignOnException(
                        Reason.NAME_TAKEN,
                        "There is a user \"" + name + "\" here, who is not known to be the same person.");
            }
            link(connection, person.provider(), person.subject(), user);
            return user;
        }
        if (!rules.create()) {
            throw new ExternalSignOnException(Reason.UNKNOWN, "Nobody here is this person.");
        }
        return make(connection, name, person, rules.accountId());
    }

    /** Names are given to others at the provider when somebody leaves. */
    private static boolean isLinked(Connection connection, String provider, UserRow user) throws SQLException {
        return Sql.number(
                        connection,
                        "select count(*) from identity_external where provider = ? and user_id = ?",
                        provider,
                        user.id())
                > 0;
    }

    /** Whoever may do everything is worth more than a name at a provider. */
    private boolean governs(Connection connection, UserRow user) throws SQLException {
        return grants.everything(connection, user.id(), clock.instant()).stream()
                .anyMatch(held -> held.accountId() == null && held.permissions().contains("*"));
    }

    private UserRow make(Connection connection, String name, ExternalPerson person, @Nullable String accountId)
            throws SQLException {
        String displayName = displayName(person.displayName());
        User user = new User(
                name,
                displayName == null ? name : displayName,
                accountId,
                false,
                false,
                Set.of(),
                false,
                clock.instant(),
                null,
                1);
        long id = users.insert(connection, user, PasswordHashes.NONE, person.provider());
        auditLog.record("user.create", "user/" + name, accountId, null, IdentityJson.of(user));
        UserRow made = users.find(connection, id).orElseThrow();
        link(connection, person.provider(), person.subject(), made);
        return made;
    }

    /** Whoever decides who is who can become the user. */
    void checkSuperior(Connection connection, UserRow user) throws SQLException {
        delegation.checkSuperior(user.user().name(), grants.everything(connection, user.id(), clock.instant()));
    }

    /** {@link #link(Connection, String, String, UserRow)} by an administrator's word. */
    void linkAnew(Connection connection, String provider, String subject, UserRow user) throws SQLException {
        if (user.user().service()) {
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "\"" + user.user().name() + "\" is a program's user and does not sign in.")
                    .withField("user")
                    .withRemedy("Name a person.");
        }
        if (find(connection, provider, subject).isPresent()) {
            throw Problem.of(Problem.Kind.CONFLICT, "This person of the provider is linked already.")
                    .withField("subject")
                    .withRemedy("Look at who signed in through it: GET /api/v1/audit-events?action=user.link.");
        }
        if (isLinked(connection, provider, user)) {
            throw Problem.of(Problem.Kind.CONFLICT, "The user is linked to somebody else at this provider.")
                    .withField("user")
                    .withRemedy("One user is one person there.");
        }
        link(connection, provider, subject, user);
    }

    /** From now on this user is let in when the provider vouches for the subject. */
    void link(Connection connection, String provider, String subject, UserRow user) throws SQLException {
        Sql.update(
                connection,
                "insert into identity_external (provider, subject, user_id, created) values (?, ?, ?, ?)",
                provider,
                subject,
                user.id(),
                clock.instant());
        auditLog.record(
                "user.link",
                "user/" + user.user().name(),
                user.user().accountId(),
                null,
                IdentityJson.of(Map.of("provider", provider, "subject", subject)));
    }

    private UserRow rename(Connection connection, UserRow row, @Nullable String told) throws SQLException {
        User before = row.user();
        String displayName = displayName(told);
        if (displayName == null || displayName.equals(before.displayName())) {
            return row;
        }
        User after = new User(
                before.name(),
                displayName,
                before.accountId(),
                before.service(),
                before.disabled(),
                before.roles(),
                before.mustChangePassword(),
                before.created(),
                before.lastSignIn(),
                before.version() + 1);
        users.update(connection, row.id(), after, before.name());
        auditLog.record(
                "user.update",
                "user/" + after.name(),
                after.accountId(),
                IdentityJson.of(before),
                IdentityJson.of(after));
        return users.find(connection, row.id()).orElseThrow();
    }

    /** One line of what the provider says; null when nothing is left of it. */
    private static @Nullable String displayName(@Nullable String told) {
        if (told == null) {
            return null;
        }
        String line = told.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "").strip();
        if (line.codePointCount(0, line.length()) > LONGEST_DISPLAY_NAME / 2) {
            line = line.substring(0, line.offsetByCodePoints(0, LONGEST_DISPLAY_NAME / 2));
        }
        return line.isEmpty() ? null : line;
    }
}
