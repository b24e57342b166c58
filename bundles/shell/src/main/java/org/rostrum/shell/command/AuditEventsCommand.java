package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.audit.AuditFilter;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.shell.Services;

/** Who changed what. */
@Service
@Command(scope = "rostrum", name = "audit-events", description = "Lists the entries of the audit trail, newest first")
public final class AuditEventsCommand extends ListCommand<AuditEvent> {
    @Option(
            name = "--actor",
            description = "Only of this user or part of the server; * at the end for any further text")
    private @Nullable String actor;

    @Option(name = "--action", description = "Only this action, such as user.*")
    private @Nullable String action;

    @Option(name = "--subject", description = "Only about this, such as user/jane")
    private @Nullable String subject;

    @Option(name = "--account", description = "Only what concerns this account or one below it")
    private @Nullable String account;

    @Option(name = "--acted-for", description = "Only what was done for another account than the actor's own")
    private boolean actedFor;

    @Option(name = "--from", description = "At or after this time, such as 2026-11-01T00:00:00Z")
    private @Nullable String from;

    @Option(name = "--to", description = "Before this time")
    private @Nullable String to;

    @Override
    protected CursorPage<AuditEvent> page(Services services, @Nullable String cursor, int most) {
        AuditFilter filter = new AuditFilter(
                actor,
                action,
                subject,
                account,
                null,
                actedFor,
                Inputs.instant("--from", from),
                Inputs.instant("--to", to));
        return services.get(AuditLog.class).list(filter, cursor, most);
    }

    @Override
    Table<AuditEvent> table() {
        return new Table<AuditEvent>()
                .column("Entry", AuditEvent::sequence)
                .column("At", AuditEvent::at)
                .column("Actor", AuditEvent::actor)
                .column("Type", AuditEvent::actorType)
                .column("Of", AuditEvent::actorAccountId)
                .column("Door", AuditEvent::door)
                .column("Address", AuditEvent::address)
                .column("Action", AuditEvent::action)
                .column("Subject", AuditEvent::subject)
                .column("For", AuditEvent::accountId);
    }
}
