package org.rostrum.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.SessionInfo;
import org.rostrum.api.identity.SessionService;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;
import org.rostrum.api.security.Reach;

/** Shows and ends sessions. */
@Component(service = SessionService.class)
public final class Sessions implements SessionService {
    private static final String ANY = "sessions:any";

    private final Database database;
    private final SessionStore store;
    private final UserStore users;
    private final ShiroAccess access;
    private final AuditLog auditLog;

    @Activate
    public Sessions(
            @Reference SessionStore store,
            @Reference UserStore users,
            @Reference ShiroAccess access,
            @Reference AuditLog auditLog) {
        this.database = users.database();
        this.store = store;
        this.users = users;
        this.access = access;
        this.auditLog = auditLog;
    }

    @Override
    public List<SessionInfo> sessions(@Nullable String user) {
        UserRow row = visible(user);
        String current = access.identity().session();
        return database.read(connection -> store.list(connection, row)).stream()
                .map(found -> found.info(current))
                .toList();
    }

    @Override
    public void end(String id) {
        Caller caller = person();
        Reach reach = access.reach(ANY);
        database.transact(connection -> {
            SessionStore.Shown found = store.find(connection, id)
                    .filter(shown -> shown.user().user().name().equals(caller.name())
                            || reach.covers(shown.user().user().accountId()))
                    .orElseThrow(() -> Problem.notFound("session", id));
            store.end(connection, found.hash());
            auditLog.record(
                    "session.end",
                    "user/" + found.user().user().name(),
                    found.user().user().accountId(),
                    null,
                    null);
        });
    }

    @Override
    public void endAll(@Nullable String user) {
        UserRow row = visible(user);
        String current = access.identity().session();
        database.transact(connection -> {
            store.endAll(connection, row.id(), current);
            auditLog.record(
                    "session.end-all", "user/" + row.user().name(), row.user().accountId(), null, null);
        });
    }

    private UserRow visible(@Nullable String user) {
        Caller caller = person();
        String name = user == null ? caller.name() : UserNames.normal(user);
        Reach reach = name.equals(caller.name()) ? Reach.EVERYWHERE : access.requireSomewhere(ANY);
        return database.read(connection -> users.find(connection, name))
                .filter(row -> reach.covers(row.user().accountId()))
                .orElseThrow(() -> Problem.notFound("user", name));
    }

    /** Who has to replace a one-time password, or to set up a second factor, may do nothing else; asking for a permission says so. */
    private Caller person() {
        Caller caller = access.caller();
        if (!caller.authenticated() || access.identity().isBarred()) {
            access.require(ANY);
        }
        return caller;
    }
}
