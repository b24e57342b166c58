package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.CaseChange;
import org.rostrum.api.engagement.CaseNewsService;
import org.rostrum.api.engagement.CaseRecord;
import org.rostrum.api.engagement.RoutingService;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** {@code /tickets}: those who have a problem. */
@Component(service = TicketsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("tickets")
@Tag(name = "routing", description = "Rules that make leads, tickets and notices of what was said")
@Produces(MediaType.APPLICATION_JSON)
public final class TicketsResource {
    private final Cases cases;
    private final CaseNewsService news;

    @Activate
    public TicketsResource(@Reference RoutingService routing, @Reference CaseNewsService news) {
        this.news = news;
        this.cases = new Cases(routing, RuleAction.TICKET, "ticket");
    }

    @GET
    @RequiresPermission("cases:read")
    @Operation(operationId = "listTickets", summary = "Lists the tickets, newest first")
    public CursorPage<CaseRecord> list(
            @QueryParam("account") @Parameter(description = "Only those of this account") @Nullable String account,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return cases.list(account, cursor, limit);
    }

    @GET
    @Path("{id}")
    @RequiresPermission("cases:read")
    @Operation(operationId = "getTicket", summary = "Shows a ticket")
    public CaseRecord get(@PathParam("id") long id) {
        return cases.get(id);
    }

    @GET
    @Path("{id}/changes")
    @RequiresPermission("cases:read")
    @Operation(
            operationId = "listTicketChanges",
            summary = "Lists what the system that has a ticket told of it",
            description = "In the order in which it was received: its stages, and what people wrote there.")
    public CursorPage<CaseChange> changes(@PathParam("id") long id) {
        return new CursorPage<>(news.changes(RuleAction.TICKET, id), null);
    }
}
