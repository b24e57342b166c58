package org.rostrum.onboarding.rest;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.onboarding.NewOnboarding;
import org.rostrum.api.onboarding.Onboarding;
import org.rostrum.api.onboarding.OnboardingService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /onboardings}: accounts that are being set up, and what they still miss. */
@Component(service = OnboardingsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("onboardings")
@Tag(name = "onboarding")
@Produces(MediaType.APPLICATION_JSON)
public final class OnboardingsResource {
    private final OnboardingService onboarding;

    @Activate
    public OnboardingsResource(@Reference OnboardingService onboarding) {
        this.onboarding = onboarding;
    }

    /** An account to be made. */
    public record OnboardingAccountInput(
            @Schema(description = "Made of the name when absent", example = "acme-north") @Nullable String id,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Acme North") @Nullable String name,
            @Schema(description = "The account above; absent for a root", example = "acme") @Nullable String parentId,
            @Schema(description = "IANA time zone; that of the account above when absent", example = "Europe/Warsaw")
                    @Nullable
                    String zone) {}

    /** Who gets which role. */
    public record OnboardingPersonInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "jane.doe") @Nullable String user,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "account-manager") @Nullable String role) {}

    /** An onboarding to be begun. */
    public record OnboardingInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Long templateId,
            @Schema(description = "Of an account that exists; this or newAccount") @Nullable String accountId,
            @Nullable OnboardingAccountInput newAccount,
            @Schema(description = "Who gets a role for the account at once, up to 50") @Nullable
                    List<OnboardingPersonInput> people,
            @Schema(description = "Until when it shall be done", example = "2027-02-01") @Nullable String due) {
        NewOnboarding wanted() {
            List<NewOnboarding.Person> persons = new ArrayList<>();
            for (OnboardingPersonInput person : people == null ? List.<OnboardingPersonInput>of() : people) {
                persons.add(new NewOnboarding.Person(
                        Inputs.required("people.user", person == null ? null : person.user()),
                        Inputs.required("people.role", person == null ? null : person.role())));
            }
            OnboardingAccountInput made = newAccount;
            return new NewOnboarding(
                    Inputs.required("templateId", templateId),
                    accountId,
                    made == null
                            ? null
                            : new NewAccount(
                                    made.id(),
                                    made.parentId(),
                                    Inputs.required("newAccount.name", made.name()),
                                    Inputs.zone("newAccount.zone", made.zone())),
                    persons,
                    day(due));
        }

        private static @Nullable LocalDate day(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                LocalDate day = LocalDate.parse(text);
                if (day.getYear() >= 2000 && day.getYear() < 3000) {
                    return day;
                }
            } catch (DateTimeParseException unknown) {
                throw Problem.invalid("due", "\"" + text + "\" is no day.", "Write it as 2027-02-01.")
                        .withCause(unknown);
            }
            throw Problem.invalid("due", "Nothing is due in that year.", "Give a day between 2000 and 2999.");
        }
    }

    /** Whether a task is done. */
    public record OnboardingTickInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Key of the item") @Nullable String item,
            @Schema(description = "false to take the tick away; true when absent") @Nullable Boolean done) {}

    /** That an item is not needed. */
    public record OnboardingWaiverInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Key of the item") @Nullable String item,
            @Schema(description = "Why, up to 500 characters; absent to ask for the item again") @Nullable
                    String reason) {}

    @GET
    @RequiresPermission("accounts:read")
    @Operation(
            operationId = "listOnboardings",
            summary = "Lists onboardings with their progress, newest first",
            description = "With a filter by done a page may have fewer entries than its limit, and more follow.")
    public CursorPage<Onboarding> list(
            @QueryParam("accountId") @Parameter(description = "That of just this account") @Nullable String accountId,
            @QueryParam("done")
                    @Parameter(description = "true for those that miss nothing, false for the others")
                    @Nullable
                    Boolean done,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return onboarding.list(accountId, done, cursor, Inputs.limit(limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "startOnboarding",
            summary = "Begins the onboarding of an account, new or existing",
            description =
                    "With your own rights, and all or nothing: the account is made, the roles are given, the checklist"
                            + " begins. Giving roles needs grants:write there, too.")
    @ApiResponse(
            responseCode = "201",
            description = "Begun; Location names it",
            content = @Content(schema = @Schema(implementation = Onboarding.class)))
    public Response start(OnboardingInput input) {
        Onboarding begun = onboarding.start(input.wanted());
        return Response.created(URI.create("onboardings/" + begun.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(begun.version()))
                .entity(begun)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("accounts:read")
    @Operation(
            operationId = "getOnboarding",
            summary = "Shows an onboarding with its checklist, as things are at this moment",
            description = "What you may not see is told as TO_CHECK.")
    @ApiResponse(
            responseCode = "200",
            description = "The onboarding",
            content = @Content(schema = @Schema(implementation = Onboarding.class)))
    public Response get(@PathParam("id") long id) {
        return answer(onboarding.find(id).orElseThrow(() -> Problem.notFound("onboarding", id)));
    }

    @POST
    @Path("{id}/ticks")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(operationId = "tickOnboardingTask", summary = "Says that a task is done, or that it is not")
    @ApiResponse(
            responseCode = "200",
            description = "The onboarding",
            content = @Content(schema = @Schema(implementation = Onboarding.class)))
    public Response tick(@PathParam("id") long id, OnboardingTickInput input) {
        return answer(onboarding.tick(id, Inputs.required("item", input.item()), !Boolean.FALSE.equals(input.done())));
    }

    @POST
    @Path("{id}/waivers")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(operationId = "waiveOnboardingItem", summary = "Says why an account does not need an item")
    @ApiResponse(
            responseCode = "200",
            description = "The onboarding",
            content = @Content(schema = @Schema(implementation = Onboarding.class)))
    public Response waive(@PathParam("id") long id, OnboardingWaiverInput input) {
        return answer(onboarding.waive(id, Inputs.required("item", input.item()), input.reason()));
    }

    @POST
    @Path("{id}/template")
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "updateOnboarding",
            summary = "Takes the items over that the template has now",
            description = "What was ticked or waived and is still there stays so. 409 when there is nothing newer.")
    @ApiResponse(
            responseCode = "200",
            description = "The onboarding",
            content = @Content(schema = @Schema(implementation = Onboarding.class)))
    public Response takeOver(@PathParam("id") long id) {
        return answer(onboarding.takeOver(id));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "endOnboarding",
            summary = "Ends an onboarding",
            description = "The checklist is gone; the account and what was made stay.")
    @ApiResponse(responseCode = "204", description = "Ended")
    public Response remove(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the onboarding as you have seen it") @Nullable
                    String ifMatch) {
        onboarding.remove(id, EntityTags.expectedVersion(ifMatch));
        return Response.noContent().build();
    }

    private static Response answer(Onboarding onboarding) {
        return Response.ok(onboarding)
                .header(HttpHeaders.ETAG, EntityTags.of(onboarding.version()))
                .build();
    }
}
