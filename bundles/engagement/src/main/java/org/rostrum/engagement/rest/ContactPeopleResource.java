package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.ContactIdentity;
import org.rostrum.api.engagement.PersonConversation;
import org.rostrum.api.engagement.PersonService;
import org.rostrum.api.engagement.PersonSuggestion;
import org.rostrum.api.engagement.TimelineEntry;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** {@code /contacts/{id}/…}: what a contact has to do with people. */
@Component(service = ContactPeopleResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("contacts")
@Tag(name = "people")
@Produces(MediaType.APPLICATION_JSON)
public final class ContactPeopleResource {
    private final PersonService people;

    @Activate
    public ContactPeopleResource(@Reference PersonService people) {
        this.people = people;
    }

    @GET
    @Path("{id: \\d{1,18}}/identity")
    @RequiresPermission("inbox:read")
    @Operation(operationId = "getIdentity", summary = "Shows a contact and the person that it belongs to")
    public ContactIdentity identity(@PathParam("id") long id) {
        return people.identity(id).orElseThrow(() -> Problem.notFound("contact", id));
    }

    @GET
    @Path("{id: \\d{1,18}}/conversations")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "listConversationsOfContact",
            summary = "Lists the conversations of the inbox in which a contact has spoken, the newest activity first",
            description = "Or one that it is joined with. Without a page after it.")
    public CursorPage<PersonConversation> conversations(
            @PathParam("id") long id,
            @QueryParam("unfinished") @Parameter(description = "true: only those that are not closed")
                    boolean unfinished,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return new CursorPage<>(people.conversations(id, unfinished, Inputs.limit(limit)), null);
    }

    @GET
    @Path("{id: \\d{1,18}}/timeline")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "listTimelineOfContact",
            summary = "Lists what was said by and to a contact and done because of them, newest first",
            description =
                    "Of this contact alone, in the accounts whose inbox you may read; leads and tickets where you may read them. A"
                            + " page can have fewer entries than asked for when another follows.")
    public CursorPage<TimelineEntry> timeline(
            @PathParam("id") long id,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return people.timelineOfContact(id, cursor, Inputs.limit(limit));
    }

    @GET
    @Path("{id: \\d{1,18}}/suggestions")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "listPersonSuggestions",
            summary = "Lists who may be the same person, the likeliest first",
            description =
                    "As this contact and those that it is joined with. What they have in common weighs 90 for a mail address, 80 for a"
                            + " web address, 50 for a handle on another network and 40 for a name, divided by how many others"
                            + " have it, 5 at most. The score is 100 (1 - (1 - w/100) (1 - w/100) …) over all reasons.")
    public CursorPage<PersonSuggestion> suggestions(
            @PathParam("id") long id,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return new CursorPage<>(people.suggestions(id, Inputs.limit(limit)), null);
    }

    @POST
    @Path("{id: \\d{1,18}}/dismissals")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("contacts:change")
    @Operation(
            operationId = "dismissSuggestion",
            summary = "Says that another contact is not the same person",
            description = "Neither are those that each of them is joined with. They are not suggested any more.")
    @ApiResponse(responseCode = "204", description = "Noted")
    public void dismiss(@PathParam("id") long id, PersonInputs.DismissalInput input) {
        people.dismiss(id, input.contact());
    }
}
