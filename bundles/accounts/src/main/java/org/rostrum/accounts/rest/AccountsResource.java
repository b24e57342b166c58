package org.rostrum.accounts.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /accounts}: the account tree. */
@Component(service = AccountsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("accounts")
@Tag(name = "accounts", description = "The account tree: companies, brands, franchises")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountsResource {
    private final AccountService accounts;

    @Activate
    public AccountsResource(@Reference AccountService accounts) {
        this.accounts = accounts;
    }

    /** An account as JSON. */
    public record AccountView(
            @Schema(description = "Lower-case letters, digits and hyphens; never changes", example = "acme-north")
                    String id,
            @Schema(description = "The account above; absent at a root") @Nullable String parentId,
            String name,
            @Schema(description = "IANA time zone, inherited unless set", example = "Europe/Warsaw") String zone,
            Instant created,
            @Schema(description = "Counts changes from 1; the ETag") long version,
            @Schema(description = "The account that took this one over; absent for an account that is one") @Nullable
                    String mergedInto) {
        static AccountView of(Account account) {
            return new AccountView(
                    account.id(),
                    account.parentId(),
                    account.name(),
                    account.zone().getId(),
                    account.created(),
                    account.version(),
                    account.mergedInto());
        }
    }

    /** An account to be made. */
    public record AccountInput(
            @Schema(description = "Wished id; made of the name when absent") @Nullable String id,
            @Schema(description = "The account above; absent for a root") @Nullable String parentId,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 200 characters on one line")
                    @Nullable
                    String name,
            @Schema(description = "IANA time zone; inherited when absent") @Nullable String zone) {}

    /** What can be changed of an account. */
    public record AccountChange(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 200 characters on one line")
                    @Nullable
                    String name,
            @Schema(
                            description =
                                    "IANA time zone; stays as it is when absent, and is taken away in the attributes",
                            example = "Europe/Warsaw")
                    @Nullable
                    String zone) {}

    @GET
    @RequiresPermission("accounts:read")
    @Operation(operationId = "listAccounts", summary = "Lists the accounts, ordered by id")
    public CursorPage<AccountView> list(
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit,
            @QueryParam("merged")
                    @Parameter(description = "Whether those that were merged into others are listed, too")
                    @Nullable
                    Boolean merged) {
        CursorPage<Account> page = accounts.list(cursor, Inputs.limit(limit));
        List<Account> shown = page.items().stream()
                .filter(account -> Boolean.TRUE.equals(merged) || account.mergedInto() == null)
                .toList();
        return new CursorPage<>(shown, page.nextCursor()).map(AccountView::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(operationId = "createAccount", summary = "Makes an account")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Response create(AccountInput input) {
        Account made = accounts.create(new NewAccount(
                input.id(),
                input.parentId(),
                Inputs.required("name", input.name()),
                Inputs.zone("zone", input.zone())));
        return Response.created(URI.create("accounts/" + made.id()))
                .tag(Long.toString(made.version()))
                .entity(AccountView.of(made))
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("accounts:read")
    @Operation(operationId = "getAccount", summary = "Shows an account; one that was merged tells where it went")
    @ApiResponse(
            responseCode = "200",
            description = "The account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Response get(@PathParam("id") String id) {
        Account found =
                accounts.find(id).or(() -> accounts.former(id)).orElseThrow(() -> Problem.notFound("account", id));
        return Response.ok(AccountView.of(found))
                .tag(Long.toString(found.version()))
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(operationId = "updateAccount", summary = "Changes name and time zone of an account")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Response update(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the account as you have seen it") @Nullable
                    String ifMatch,
            AccountChange change) {
        Account changed = accounts.update(
                id,
                Inputs.required("name", change.name()),
                Inputs.zone("zone", change.zone()),
                EntityTags.expectedVersion(ifMatch));
        return Response.ok(AccountView.of(changed))
                .tag(Long.toString(changed.version()))
                .build();
    }

    /** Where an account shall be. */
    public record AccountPlace(
            @Schema(description = "The account above; absent to make it a root", example = "acme") @Nullable
                    String parentId) {}

    @PUT
    @Path("{id}/parent")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "moveAccount",
            summary = "Puts an account, with all below it, below another one",
            description =
                    "What was archived stays with the account. Needs the permission for the whole installation, as who"
                            + " holds anything above gains it by a move.")
    @ApiResponse(
            responseCode = "200",
            description = "Moved",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Response move(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the account as you have seen it") @Nullable
                    String ifMatch,
            AccountPlace place) {
        Account moved = accounts.move(id, place.parentId(), EntityTags.expectedVersion(ifMatch));
        return Response.ok(AccountView.of(moved))
                .tag(Long.toString(moved.version()))
                .build();
    }

    @GET
    @Path("{id}/children")
    @RequiresPermission("accounts:read")
    @Operation(operationId = "listChildAccounts", summary = "Lists the accounts directly below one, ordered by id")
    public List<AccountView> children(@PathParam("id") String id) {
        if (accounts.find(id).isEmpty()) {
            throw Problem.notFound("account", id);
        }
        return accounts.children(id).stream().map(AccountView::of).toList();
    }
}
