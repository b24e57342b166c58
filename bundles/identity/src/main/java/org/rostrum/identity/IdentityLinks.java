package org.rostrum.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.IdentityLink;
import org.rostrum.api.identity.IdentityLinkService;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/** Shows who of the users is whom at identity providers, and undoes it. */
@Component(service = IdentityLinkService.class)
public final class IdentityLinks implements IdentityLinkService {
    private static final String READ = "users:read";
    private static final String WRITE = "users:write";

    private final Database database;
    private final UserStore users;
    private final ExternalUsers external;
    private final SessionStore sessions;
    private final GroupStore groups;
    private final ShiroAccess access;
    private final AuditLog auditLog;

    @Activate
    public IdentityLinks(
            @Reference UserStore users,
            @Reference ExternalUsers external,
            @Reference SessionStore sessions,
            @Reference GroupStore groups,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog) {
        this.database = users.database();
        this.users = users;
        this.external = external;
        this.sessions = sessions;
        this.groups = groups;
        this.access = access;
        this.auditLog = auditLog;
    }

    @Override
    public List<IdentityLink> own() {
        String name = person();
        return database.read(connection -> ExternalUsers.links(connection, known(connection, name, Reach.EVERYWHERE)));
    }

    @Override
    public void unlinkOwn(String provider, boolean evenLast) {
        String name = person();
        database.transact(connection -> {
            users.lock(connection);
            unlink(connection, known(connection, name, Reach.EVERYWHERE), provider, evenLast);
        });
    }

    @Override
    public List<IdentityLink> of(String user) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> ExternalUsers.links(connection, known(connection, user, reach)));
    }

    @Override
    public void unlink(String user, String provider, boolean evenLast) {
        Reach reach = access.requireSomewhere(WRITE);
        database.transact(connection -> {
            users.lock(connection);
            UserRow row = known(connection, user, reach);
            external.checkSuperior(connection, row);
            unlink(connection, row, provider, evenLast);
        });
    }

    private void unlink(Connection connection, UserRow user, String provider, boolean evenLast) throws SQLException {
        List<IdentityLink> links = ExternalUsers.links(connection, user);
        IdentityLink link = links.stream()
                .filter(one -> one.provider().equals(provider))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("link to the identity provider", provider));
        if (!evenLast && links.size() == 1 && user.passwordHash().equals(PasswordHashes.NONE)) {
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "It is the only way for \"" + user.user().name() + "\" to sign in.")
                    .withField("evenLast")
                    .withRemedy("Have a password set first, or say evenLast=true.");
        }
        Sql.update(
                connection,
                "delete from identity_external where provider = ? and subject = ?",
                provider,
                link.subject());
        groups.leave(connection, user.id(), ExternalSignOns.origin(provider));
        sessions.endVouched(connection, provider, null, link.subject());
        auditLog.record(
                "user.unlink",
                "user/" + user.user().name(),
                user.user().accountId(),
                IdentityJson.of(Map.of("provider", provider, "subject", link.subject())),
                null);
    }

    private UserRow known(Connection connection, String user, Reach reach) throws SQLException {
        return users.find(connection, UserNames.normal(user))
                .filter(found -> reach.covers(found.user().accountId()))
                .orElseThrow(() -> Problem.notFound("user", user));
    }

    private String person() {
        Identity identity = access.identity();
        Caller caller = identity.caller();
        if (!caller.authenticated() || identity.isBarred()) {
            access.require(READ);
        }
        if (caller.type() != Caller.Type.USER) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "Only a person signs in through an identity provider.")
                    .withRemedy("Sign in; a token cannot do this.");
        }
        return caller.name();
    }
}
