package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.ExternalPerson;
import org.rostrum.api.identity.ExternalRules;
import org.rostrum.api.identity.ExternalSignOn;
import org.rostrum.api.identity.ExternalSignOnException;
import org.rostrum.api.identity.ExternalSignOnException.Reason;
import org.rostrum.api.identity.Group;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/** Sessions for which an identity provider has vouched. */
@Component(service = ExternalSignOn.class)
public final class ExternalSignOns implements ExternalSignOn {
    private static final String DOOR = "rest";
    private static final int LONGEST_NAME = 255;

    private final Database database;
    private final UserStore users;
    private final ExternalUsers external;
    private final SessionStore sessions;
    private final GroupStore groupStore;
    private final Groups groups;
    private final Memberships memberships;
    private final Identities identities;
    private final ShiroAccess access;
    private final AuditLog auditLog;
    private final Clock clock;

    @Activate
    public ExternalSignOns(
            @Reference UserStore users,
            @Reference ExternalUsers external,
            @Reference SessionStore sessions,
            @Reference GroupStore groupStore,
            @Reference Groups groups,
            @Reference Memberships memberships,
            @Reference Identities identities,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog,
            @Reference Clock clock) {
        this.database = users.database();
        this.users = users;
        this.external = external;
        this.sessions = sessions;
        this.groupStore = groupStore;
        this.groups = groups;
        this.memberships = memberships;
        this.identities = identities;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Override
    public Opened open(ExternalPerson person, ExternalRules rules, @Nullable String agent, boolean secure) {
        Identity before = access.identity();
        String address = before.caller().address();
        try {
            return database.transaction(connection -> {
                // what happens before somebody is let in is the provider's doing
                UserRow user = access.as(
                        Identity.system(new Caller(Caller.Type.SYSTEM, origin(person.provider()), DOOR, address)),
                        () -> database.transaction(joined -> settle(joined, person, rules)));
                return access.as(
                        identities.vouched(user, DOOR, address, null),
                        () -> database.transaction(
                                joined -> open(joined, user, person, before.session(), agent, secure)));
            });
        } catch (ExternalSignOnException refused) {
            note(person, refused.reason());
            throw refused;
        }
    }

    private UserRow settle(Connection connection, ExternalPerson person, ExternalRules rules) throws SQLException {
        UserRow user = external.settle(connection, person, rules);
        try {
            groups.setMemberships(user.user().name(), origin(person.provider()), person.groups());
        } catch (Problem refused) {
            if (refused.kind() == Problem.Kind.CONFLICT) {
                throw new ExternalSignOnException(Reason.DUTIES, refused.detail());
            }
            throw refused;
        }
        return user;
    }

    private Opened open(
            Connection connection,
            UserRow user,
            ExternalPerson person,
            @Nullable String replaced,
            @Nullable String agent,
            boolean secure)
            throws SQLException {
        if (replaced != null) {
            sessions.end(connection, replaced);
        }
        users.signedIn(connection, user.id(), clock.instant());
        String providerSession = person.providerSession();
        String secret = sessions.create(
                connection,
                user.id(),
                access.caller().address(),
                SessionDoor.agent(agent),
                new SessionStore.Voucher(
                        person.provider(),
                        person.subject(),
                        providerSession == null || providerSession.length() > LONGEST_NAME ? null : providerSession));
        auditLog.record(
                "session.create",
                "user/" + user.user().name(),
                null,
                null,
                IdentityJson.of(Map.of("provider", person.provider())));
        return new Opened(
                user.user().name(), SessionStore.publicId(Secrets.hash(secret)), SessionDoor.cookie(secret, secure));
    }

    private void note(ExternalPerson person, Reason reason) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("provider", person.provider());
        // what an administrator needs to link a user
        state.put("subject", person.subject());
        state.put("reason", reason.name());
        auditLog.record("session.refuse", "identity-provider/" + person.provider(), null, null, IdentityJson.of(state));
    }

    static String origin(String provider) {
        return "oidc:" + provider;
    }

    @Override
    public Optional<Closed> close(boolean secure) {
        Identity identity = access.identity();
        String hash = identity.session();
        if (hash == null) {
            return Optional.empty();
        }
        return Optional.of(database.transaction(connection -> {
            String provider = Sql.first(
                            connection,
                            "select provider from identity_session where id_hash = ?",
                            row -> Optional.ofNullable(row.getString("provider")),
                            hash)
                    .flatMap(found -> found)
                    .orElse(null);
            sessions.end(connection, hash);
            auditLog.record("session.end", "user/" + identity.caller().name(), null, null, null);
            return new Closed(SessionStore.publicId(hash), provider, SessionDoor.noCookie(secure));
        }));
    }

    @Override
    public int end(String provider, @Nullable String providerSession, @Nullable String subject, String reason) {
        if (providerSession == null && subject == null) {
            throw new IllegalArgumentException("neither a sign-in nor a person is named");
        }
        return endVouched(provider, providerSession, subject, reason);
    }

    @Override
    public int endAll(String provider) {
        return endVouched(provider, null, null, "provider is not trusted any more");
    }

    private int endVouched(String provider, @Nullable String providerSession, @Nullable String subject, String reason) {
        return database.transaction(connection -> {
            for (Long id : new TreeSet<>(sessions.vouched(connection, provider, providerSession, subject))) {
                UserRow user = users.find(connection, id).orElseThrow();
                auditLog.record(
                        "session.end",
                        "user/" + user.user().name(),
                        user.user().accountId(),
                        null,
                        IdentityJson.of(Map.of("provider", provider, "reason", reason)));
            }
            return sessions.endVouched(connection, provider, providerSession, subject);
        });
    }

    @Override
    public void forget(String provider) {
        database.transact(connection -> {
            users.lock(connection);
            Sql.update(
                    connection,
                    "update identity_group set version = version + 1, changed = ? where id in (select group_id from"
                            + " identity_membership where origin = ?)",
                    users.clock().instant(),
                    origin(provider));
            Sql.update(connection, "delete from identity_membership where origin = ?", origin(provider));
            Sql.update(connection, "delete from identity_external where provider = ?", provider);
        });
    }

    @Override
    public void link(String provider, String subject, String user) {
        Reach reach = access.requireSomewhere("users:write");
        String checked = Inputs.name("subject", subject, LONGEST_NAME);
        database.transact(connection -> {
            users.lock(connection);
            UserRow row = users.find(connection, UserNames.normal(user))
                    .filter(found -> reach.covers(found.user().accountId()))
                    .orElseThrow(() -> Problem.notFound("user", user));
            external.checkSuperior(connection, row);
            external.linkAnew(connection, provider, checked, row);
        });
    }

    @Override
    public Map<String, Long> givableGroups(Collection<String> names) {
        return database.read(connection -> {
            Map<String, Long> ids = new TreeMap<>();
            for (String name : names) {
                Group group = groupStore
                        .find(connection, groupStore.idOf(connection, name).orElse(-1L))
                        .orElseThrow(() -> Problem.invalid(
                                "groups.group", "There is no group \"" + name + "\".", "Make the group first."));
                memberships.checkGivable(connection, group);
                ids.put(name, group.id());
            }
            return ids;
        });
    }

    @Override
    public Map<Long, String> groupNames(Collection<Long> ids) {
        return database.read(connection -> {
            Map<Long, String> names = new TreeMap<>();
            for (Long id : new TreeSet<>(ids)) {
                groupStore.find(connection, id).ifPresent(group -> names.put(id, group.name()));
            }
            return names;
        });
    }
}
