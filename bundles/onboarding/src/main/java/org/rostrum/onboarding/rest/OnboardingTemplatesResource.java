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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.onboarding.OnboardingItem;
import org.rostrum.api.onboarding.OnboardingService;
import org.rostrum.api.onboarding.OnboardingTemplate;
import org.rostrum.api.onboarding.OnboardingTemplateDraft;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;

/** {@code /onboarding-templates}: what accounts of a kind need. */
@Component(service = OnboardingTemplatesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("onboarding-templates")
@Tag(name = "onboarding", description = "Onboarding of accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class OnboardingTemplatesResource {
    private final OnboardingService onboarding;

    @Activate
    public OnboardingTemplatesResource(@Reference OnboardingService onboarding) {
        this.onboarding = onboarding;
    }

    /** Something an account needs. */
    public record OnboardingItemInput(
            @Schema(description = "Lower-case letters, digits and hyphens, up to 40; made of the rest when absent")
                    @Nullable
                    String key,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {
                                "ROLE",
                                "CHANNEL",
                                "ATTRIBUTE",
                                "SCHEDULE",
                                "ROUTING_RULE",
                                "ENGAGEMENT_MODEL",
                                "TASK"
                            })
                    @Nullable
                    String kind,
            @Schema(description = "For people, up to 100 characters; the subject when absent") @Nullable String title,
            @Schema(
                            description =
                                    "Name of the role, type of the connector, attribute (zone, languages, business-hours,"
                                            + " contact, logo), name of the report or engagement model (such as"
                                            + " hub-and-spoke); absent for ROUTING_RULE and TASK")
                    @Nullable
                    String subject,
            @Schema(description = "How many people shall hold the role, 1 to 100; 1 when absent") @Nullable
                    Integer atLeast,
            @Schema(description = "What to do about it, up to 300 characters") @Nullable String hint,
            @Schema(description = "Where to do it, https", example = "https://intranet.example.com/imprint") @Nullable
                    String link) {}

    /** A template to be made, or all of one that is there. */
    public record OnboardingTemplateInput(
            @Schema(
                            description =
                                    "Whose it shall be, for the account and all below; absent for the whole installation. Never changes",
                            example = "acme")
                    @Nullable
                    String accountId,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "New restaurant") @Nullable String name,
            @Schema(description = "Up to 1000 characters") @Nullable String description,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 40") @Nullable
                    List<OnboardingItemInput> items) {
        OnboardingTemplateDraft draft() {
            if (items == null) {
                return new OnboardingTemplateDraft(name, description, null);
            }
            List<OnboardingTemplateDraft.@Nullable Item> drafts = new ArrayList<>();
            for (OnboardingItemInput item : items) {
                drafts.add(
                        item == null
                                ? null
                                : new OnboardingTemplateDraft.Item(
                                        item.key(),
                                        Inputs.constant("items.kind", OnboardingItem.Kind.class, item.kind()),
                                        item.title(),
                                        item.subject(),
                                        item.atLeast(),
                                        item.hint(),
                                        item.link()));
            }
            return new OnboardingTemplateDraft(name, description, drafts);
        }
    }

    @GET
    @RequiresPermission("accounts:read")
    @Operation(
            operationId = "listOnboardingTemplates",
            summary = "Lists the onboarding templates, by name",
            description = "Those of your accounts, and those made above for them, whose owner is then not told.")
    public CursorPage<OnboardingTemplate> list() {
        return new CursorPage<>(onboarding.templates(), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(operationId = "createOnboardingTemplate", summary = "Makes an onboarding template")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = OnboardingTemplate.class)))
    public Response create(OnboardingTemplateInput input) {
        OnboardingTemplate made = onboarding.createTemplate(input.accountId(), input.draft());
        return Response.created(URI.create("onboarding-templates/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("accounts:read")
    @Operation(operationId = "getOnboardingTemplate", summary = "Shows an onboarding template")
    @ApiResponse(
            responseCode = "200",
            description = "The template",
            content = @Content(schema = @Schema(implementation = OnboardingTemplate.class)))
    public Response get(@PathParam("id") long id) {
        return answer(onboarding.template(id).orElseThrow(() -> Problem.notFound("onboarding template", id)));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "changeOnboardingTemplate",
            summary = "Replaces an onboarding template",
            description = "Checklists that were made of it stay as they are until somebody takes the newer items over.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = OnboardingTemplate.class)))
    public Response change(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the template as you have seen it") @Nullable
                    String ifMatch,
            OnboardingTemplateInput input) {
        return answer(onboarding.changeTemplate(id, input.draft(), EntityTags.expectedVersion(ifMatch)));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "removeOnboardingTemplate",
            summary = "Removes an onboarding template",
            description = "Checklists that were made of it stay.")
    @ApiResponse(responseCode = "204", description = "Removed")
    public Response remove(
            @PathParam("id") long id,
            @HeaderParam("If-Match") @Parameter(description = "ETag of the template as you have seen it") @Nullable
                    String ifMatch) {
        onboarding.removeTemplate(id, EntityTags.expectedVersion(ifMatch));
        return Response.noContent().build();
    }

    private static Response answer(OnboardingTemplate template) {
        return Response.ok(template)
                .header(HttpHeaders.ETAG, EntityTags.of(template.version()))
                .build();
    }
}
