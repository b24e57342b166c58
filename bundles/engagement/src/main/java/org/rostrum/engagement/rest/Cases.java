package org.rostrum.engagement.rest;

import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.CaseRecord;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** What {@code /leads} and {@code /tickets} have in common. */
final class Cases {
    private final RoutingService routing;
    private final RuleAction kind;
    private final String word;

    Cases(RoutingService routing, RuleAction kind, String word) {
        this.routing = routing;
        this.kind = kind;
        this.word = word;
    }

    CursorPage<CaseRecord> list(@Nullable String accountId, @Nullable String cursor, @Nullable Integer limit) {
        return routing.cases(kind, accountId, cursor, Inputs.limit(limit));
    }

    CaseRecord get(long id) {
        return routing.findCase(id).filter(found -> found.kind() == kind).orElseThrow(() -> Problem.notFound(word, id));
    }
}
