package org.rostrum.engagement.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.engagement.ContactIdentity;
import org.rostrum.api.engagement.Person;
import org.rostrum.api.engagement.PersonService;
import org.rostrum.api.engagement.TimelineEntry;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /people}: contacts who are the same person. */
@Component(service = PeopleResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("people")
@Tag(name = "people", description = "Contacts of several networks who are the same person")
@Produces(MediaType.APPLICATION_JSON)
public final class PeopleResource {
    private static final String TAG = "ETag of the person as you have seen it";

    private final PersonService people;

    @Activate
    public PeopleResource(@Reference PersonService people) {
        this.people = people;
    }

    @GET
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "listPeople",
            summary = "Lists people, newest first",
            description = "Those of whom you may know no contact are left out, and so are such contacts of the others.")
    public CursorPage<Person> list(
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return people.list(cursor, Inputs.limit(limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("contacts:change")
    @Operation(
            operationId = "createPerson",
            summary = "Joins contacts to one person",
            description =
                    "When contacts belong to people already, the oldest of these goes on and the others come along, as far as you may"
                            + " know of them.")
    @ApiResponse(
            responseCode = "201",
            description = "Joined; Location names the person",
            content = @Content(schema = @Schema(implementation = Person.class)))
    public Response create(PersonInputs.PersonInput input) {
        Person made = people.create(input.draft());
        return Response.created(URI.create("people/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("identities")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "findContacts",
            summary = "Finds contacts of a handle, a name or a mail address",
            description = "The whole of it, whatever its case, its accents and the order of its words.")
    public CursorPage<ContactIdentity> contacts(
            @QueryParam("text")
                    @Parameter(description = "Handle, name or mail address", example = "Anna Nowak", required = true)
                    @Nullable
                    String text,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return new CursorPage<>(people.identities(Inputs.required("text", text), Inputs.limit(limit)), null);
    }

    @GET
    @Path("{id: \\d{1,18}}")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "getPerson",
            summary = "Shows a person with the contacts you may know of",
            description = "A person who was joined to another one is shown as that one.")
    @ApiResponse(
            responseCode = "200",
            description = "The person",
            content = @Content(schema = @Schema(implementation = Person.class)))
    public Response get(@PathParam("id") long id) {
        return ok(people.find(id).orElseThrow(() -> Problem.notFound("person", id)));
    }

    @PUT
    @Path("{id: \\d{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("contacts:change")
    @Operation(
            operationId = "describePerson",
            summary = "Chooses the name of a person and writes a note",
            description = "They are shown to those who may know of all contacts that you see.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Person.class)))
    public Response describe(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = TAG) @Nullable String ifMatch,
            PersonInputs.WordsInput input) {
        return ok(people.describe(id, input.displayName(), input.note(), EntityTags.expectedVersion(ifMatch)));
    }

    @POST
    @Path("{id: \\d{1,18}}/identities")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("contacts:change")
    @Operation(
            operationId = "joinContact",
            summary = "Joins a contact to a person",
            description = "With those that it is joined with already, as far as you may know of them.")
    @ApiResponse(
            responseCode = "200",
            description = "Joined",
            content = @Content(schema = @Schema(implementation = Person.class)))
    public Response join(
            @PathParam("id") long id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = TAG) @Nullable String ifMatch,
            PersonInputs.IdentityInput input) {
        return ok(people.join(id, input.contact(), input.reason(), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id: \\d{1,18}}/identities/{contact: \\d{1,18}}")
    @RequiresPermission("contacts:change")
    @Operation(
            operationId = "splitContact",
            summary = "Takes a contact out of a person",
            description =
                    "It is not suggested for this person any more. The last contact of a person of whom nothing is written is no"
                            + " person either.")
    @ApiResponse(responseCode = "204", description = "Taken out")
    public void split(
            @PathParam("id") long id,
            @PathParam("contact") long contact,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = TAG) @Nullable String ifMatch) {
        people.split(id, contact, EntityTags.expectedVersion(ifMatch));
    }

    @DELETE
    @Path("{id: \\d{1,18}}/joins/{join: \\d{1,18}}")
    @RequiresPermission("contacts:change")
    @Operation(
            operationId = "undoJoin",
            summary = "Undoes a join",
            description = "Those who came by it are again what they were before: people of their own, or none.")
    @ApiResponse(responseCode = "204", description = "Undone")
    public void undo(
            @PathParam("id") long id,
            @PathParam("join") long join,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = TAG) @Nullable String ifMatch) {
        people.undo(id, join, EntityTags.expectedVersion(ifMatch));
    }

    @GET
    @Path("{id: \\d{1,18}}/timeline")
    @RequiresPermission("inbox:read")
    @Operation(
            operationId = "listTimelineOfPerson",
            summary = "Lists what was said by and to a person and done because of them, newest first",
            description =
                    "Of the accounts whose inbox you may read; leads and tickets where you may read them. A page can have fewer"
                            + " entries than asked for when another follows.")
    public CursorPage<TimelineEntry> timeline(
            @PathParam("id") long id,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return people.timeline(id, cursor, Inputs.limit(limit));
    }

    private static Response ok(Person person) {
        return Response.ok(person)
                .header(HttpHeaders.ETAG, EntityTags.of(person.version()))
                .build();
    }
}
