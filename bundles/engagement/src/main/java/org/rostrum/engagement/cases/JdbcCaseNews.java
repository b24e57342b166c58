package org.rostrum.engagement.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.data.Database;
import org.rostrum.api.engagement.CaseChange;
import org.rostrum.api.engagement.CaseNewsService;
import org.rostrum.api.engagement.CaseRecord;
import org.rostrum.api.engagement.CaseSourceState;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.spi.cases.CaseSource;

/** What other systems told of cases, in the database. */
@Component(service = CaseNewsService.class)
public final class JdbcCaseNews implements CaseNewsService {
    private final RoutingService routing;
    private final CaseSources sources;
    private final Database database;
    private final Access access;
    private final CaseNewsStore store = new CaseNewsStore();
    private final SourceStore progress = new SourceStore();

    @Activate
    public JdbcCaseNews(
            @Reference RoutingService routing,
            @Reference CaseSources sources,
            @Reference Database database,
            @Reference Access access) {
        this.routing = routing;
        this.sources = sources;
        this.database = database;
        this.access = access;
    }

    @Override
    public List<CaseChange> changes(RuleAction kind, long caseId) {
        access.requireSomewhere("cases:read");
        CaseRecord found = routing.findCase(caseId)
                .filter(known -> known.kind() == kind)
                .orElseThrow(() -> Problem.notFound(kind == RuleAction.LEAD ? "lead" : "ticket", caseId));
        return database.read(connection -> store.of(connection, found.id()));
    }

    @Override
    public List<CaseSourceState> sources() {
        // failures tell of systems that belong to the whole organisation
        boolean everywhere = access.requireSomewhere("cases:read").everywhere();
        return database.read(progress::all).stream()
                .map(one -> new CaseSourceState(
                        one.adapter(),
                        sources.find(one.adapter()).isPresent(),
                        one.asked(),
                        one.answered(),
                        one.failures(),
                        everywhere ? one.error() : null))
                .toList();
    }

    @Override
    public void hint(String adapter, String secret) {
        String wanted = sources.find(adapter).flatMap(CaseSource::hintSecret).orElse("");
        boolean shown = !wanted.isEmpty() && MessageDigest.isEqual(bytes(wanted), bytes(secret));
        if (!shown) {
            // who guesses does not learn which adapters there are
            throw Problem.notFound("source of news with this secret", adapter);
        }
        sources.hint(adapter);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
