package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.ResponseClock;
import org.rostrum.api.engagement.ResponseTargetService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;

/** {@code /inbox/{id}/response-times}: how a conversation does by its targets. */
@Component(service = InboxTimesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("inbox")
@Tag(name = "inbox")
@Produces(MediaType.APPLICATION_JSON)
public final class InboxTimesResource {
    private final ResponseTargetService targets;

    @Activate
    public InboxTimesResource(@Reference ResponseTargetService targets) {
        this.targets = targets;
    }

    @GET
    @Path("{id: \\d{1,18}}/response-times")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "listResponseTimes",
            summary = "Tells how the conversation does by the response targets, the oldest first",
            description = "With the target that counts for each; its name only if you may read it.")
    public CursorPage<ResponseClock> times(@PathParam("id") long id) {
        return new CursorPage<>(targets.clocks(id), null);
    }
}
