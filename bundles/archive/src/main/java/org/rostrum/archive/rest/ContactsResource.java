package org.rostrum.archive.rest;

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
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** {@code /contacts}: the people outside. */
@Component(service = ContactsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("contacts")
@Tag(name = "contacts", description = "The people outside who have spoken to the organisation")
@Produces(MediaType.APPLICATION_JSON)
public final class ContactsResource {
    private final Archive archive;

    @Activate
    public ContactsResource(@Reference Archive archive) {
        this.archive = archive;
    }

    @GET
    @RequiresPermission("archive:read")
    @Operation(operationId = "listContacts", summary = "Lists the contacts, ordered by id")
    public CursorPage<Contact> list(
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return archive.contacts(cursor, Inputs.limit(limit));
    }

    @GET
    @Path("{id}")
    @RequiresPermission("archive:read")
    @Operation(operationId = "getContact", summary = "Shows a contact")
    public Contact get(@PathParam("id") long id) {
        return archive.contact(id).orElseThrow(() -> Problem.notFound("contact", id));
    }
}
