package org.rostrum.accounts.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountMerge;
import org.rostrum.api.accounts.AccountMergeService;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.RequiresPermission;

/** {@code /accounts/{id}/merge}: one account goes into another. */
@Component(service = MergesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("accounts/{id}/merge")
@Tag(name = "accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class MergesResource {
    private final AccountMergeService merges;

    @Activate
    public MergesResource(@Reference AccountMergeService merges) {
        this.merges = merges;
    }

    /** What is there of one kind. */
    public record MergedThing(
            @Schema(example = "report-schedules") String thing,
            long count,
            @Schema(
                            description =
                                    "Whether they will belong to the other account; evidence stays as it was written and is"
                                            + " reached through the other account")
                    boolean moves) {}

    /** What one capability has of the account. */
    public record MergedShare(String capability, List<MergedThing> things) {}

    /** Something that must be put right before. */
    public record MergeConflict(String what, String remedy) {}

    /** What somebody gains or loses. */
    public record RightsChange(String user, String accountId, boolean gained, List<String> permissions) {}

    /** What a merge comes to. */
    public record MergeView(
            String from,
            String into,
            @Schema(description = "The accounts that come below the other one") List<String> children,
            List<MergedShare> shares,
            @Schema(description = "What stands in the way; empty when it can be done") List<MergeConflict> conflicts,
            @Schema(description = "Who gains or loses what, for which account") List<RightsChange> rights,
            @Schema(description = "To be sent back to confirm") String fingerprint) {
        static MergeView of(AccountMerge merge) {
            return new MergeView(
                    merge.from(),
                    merge.into(),
                    merge.children(),
                    merge.shares().stream()
                            .map(share -> new MergedShare(
                                    share.capability(),
                                    share.things().stream()
                                            .map(thing -> new MergedThing(thing.thing(), thing.count(), thing.moves()))
                                            .toList()))
                            .toList(),
                    merge.conflicts().stream()
                            .map(conflict -> new MergeConflict(conflict.what(), conflict.remedy()))
                            .toList(),
                    merge.rights().stream()
                            .map(change -> new RightsChange(
                                    change.user(), change.accountId(), change.gained(), change.permissions()))
                            .toList(),
                    merge.fingerprint());
        }
    }

    /** A merge that is confirmed. */
    public record MergeInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "The account that takes over") @Nullable
                    String into,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Of the preview that is confirmed")
                    @Nullable
                    String fingerprint) {}

    @GET
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "previewAccountMerge",
            summary = "Shows what merging an account into another one comes to",
            description =
                    "Changes nothing. Needs the permission for the whole installation, and grants:read to tell who"
                            + " gains what.")
    public MergeView preview(
            @PathParam("id") String id,
            @QueryParam("into") @Parameter(description = "The account that takes over", required = true) @Nullable
                    String into) {
        return MergeView.of(merges.preview(id, Objects.requireNonNullElse(into, "")));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("accounts:write")
    @Operation(
            operationId = "mergeAccount",
            summary = "Merges an account into another one",
            description =
                    "All in one transaction. What the account has goes to the other one; the archive and the audit"
                            + " trail stay as they were written and are reached through it. The id stays known.")
    public MergeView merge(@PathParam("id") String id, MergeInput input) {
        return MergeView.of(merges.merge(
                id, Inputs.required("into", input.into()), Inputs.required("fingerprint", input.fingerprint())));
    }
}
