package org.rostrum.accounts.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.accounts.rest.MergesResource.RightsChange;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.accounts.EngagementModel.RightsGroup;
import org.rostrum.api.accounts.EngagementModelPreview;
import org.rostrum.api.accounts.EngagementModelService.InForce;
import org.rostrum.api.accounts.EngagementModelSetting;

/** Engagement models as JSON. */
public final class ModelViews {
    private ModelViews() {}

    private static final String HUBS =
            "Accounts below that are hubs for what is below them; only for MULTIPLE_HUB_AND_SPOKE";

    /** Rights that are withheld together. */
    public record RightsGroupView(
            RightsGroup group,
            List<String> permissions,
            @Schema(description = "False for what waits for publishing: kept, and without effect until then")
                    boolean effective) {
        static RightsGroupView of(RightsGroup group) {
            return new RightsGroupView(
                    group, group.permissions().stream().sorted().toList(), group.effective());
        }
    }

    /** A model of the catalogue. */
    public record EngagementModelView(
            EngagementModel model,
            String description,
            @Schema(description = "What counts only when it is held at the hub or above")
                    List<RightsGroupView> withheld,
            @Schema(description = "What it needs to be given, which is proposed and never given by itself")
                    String needs,
            List<String> weaknesses,
            @Schema(description = "The way to hub and spoke") List<String> toHubAndSpoke) {
        static EngagementModelView of(EngagementModel model) {
            ModelTexts texts = ModelTexts.of(model);
            return new EngagementModelView(
                    model,
                    texts.description(),
                    groups(model),
                    texts.needs(),
                    texts.weaknesses(),
                    texts.toHubAndSpoke());
        }

        private static List<RightsGroupView> groups(EngagementModel model) {
            Set<RightsGroup> withheld = model.withheld();
            return Arrays.stream(RightsGroup.values())
                    .filter(withheld::contains)
                    .map(RightsGroupView::of)
                    .toList();
        }
    }

    /** A model that is chosen. */
    public record ModelSetting(EngagementModel model, @Schema(description = HUBS) List<String> hubs) {
        static @Nullable ModelSetting of(@Nullable EngagementModelSetting setting) {
            return setting == null
                    ? null
                    : new ModelSetting(
                            setting.model(), setting.hubs().stream().sorted().toList());
        }
    }

    /** A model that counts for an account. */
    public record ModelInForce(
            @Schema(description = "For which account it was chosen; absent when you may not see who is above") @Nullable
                    String accountId,
            EngagementModel model,
            List<String> hubs,
            @Schema(description = "Where rights must be held; absent when you may not see it") @Nullable String hub) {
        static ModelInForce of(InForce found) {
            return new ModelInForce(
                    found.accountId(),
                    found.setting().model(),
                    found.setting().hubs().stream().sorted().toList(),
                    found.hub());
        }
    }

    /** The models that count for an account. */
    public record ModelsOfAccount(
            String accountId,
            @Schema(description = "Chosen for this account; absent when none is") @Nullable ModelSetting own,
            @Schema(description = "All that count, its own first; one below can withhold more, never less")
                    List<ModelInForce> inForce) {
        static ModelsOfAccount of(String accountId, List<InForce> found) {
            EngagementModelSetting own = found.stream()
                    .filter(one -> accountId.equals(one.accountId()))
                    .map(InForce::setting)
                    .findFirst()
                    .orElse(null);
            return new ModelsOfAccount(
                    accountId,
                    ModelSetting.of(own),
                    found.stream().map(ModelInForce::of).toList());
        }
    }

    /** A model that shall be chosen. */
    public record ModelInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable EngagementModel model,
            @Schema(description = HUBS) @Nullable Set<String> hubs,
            @Schema(description = "Of the preview that is confirmed; not for a preview") @Nullable String fingerprint) {
        EngagementModelSetting setting() {
            return new EngagementModelSetting(
                    org.rostrum.api.problem.Inputs.required("model", model),
                    Objects.requireNonNullElse(hubs, Set.of()));
        }
    }

    /** A grant that the model needs; it is given by {@code POST /grants}, one by one. */
    public record ProposedGrant(@Nullable String user, @Nullable String group, String role, String accountId) {}

    /** What choosing a model comes to. */
    public record ModelPreview(
            String accountId,
            @Nullable ModelSetting before,
            @Nullable ModelSetting after,
            @Schema(description = "Who can no longer exercise what, and who can again") List<RightsChange> rights,
            @Schema(description = "What it needs and does not give") List<ProposedGrant> proposals,
            @Schema(description = "Withheld below, and held at the hub by nobody but administrators of everything")
                    List<String> unheld,
            @Schema(description = "To be sent back to confirm") String fingerprint) {
        static ModelPreview of(EngagementModelPreview preview) {
            return new ModelPreview(
                    preview.accountId(),
                    ModelSetting.of(preview.before()),
                    ModelSetting.of(preview.after()),
                    preview.rights().stream()
                            .map(change -> new RightsChange(
                                    change.user(), change.accountId(), change.gained(), change.permissions()))
                            .sorted(Comparator.comparing(RightsChange::user))
                            .toList(),
                    preview.proposals().stream()
                            .map(one -> new ProposedGrant(one.user(), one.group(), one.role(), one.accountId()))
                            .toList(),
                    preview.unheld(),
                    preview.fingerprint());
        }
    }
}
