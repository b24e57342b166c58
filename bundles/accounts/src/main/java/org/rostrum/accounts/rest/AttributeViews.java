package org.rostrum.accounts.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.accounts.attribute.ContactJson;
import org.rostrum.accounts.attribute.HoursJson;
import org.rostrum.accounts.attribute.OwnJson;
import org.rostrum.api.accounts.AccountAttributeService.Opening;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.accounts.Inherited;

/** Attributes of accounts as JSON. */
public final class AttributeViews {
    private AttributeViews() {}

    private static final String ORIGIN = "Whether the account has it itself, an account above, or nobody";
    private static final String FROM = "Which account has it; absent when nobody, or when you may not see who is above";

    /** A time zone that counts. */
    public record EffectiveZone(
            String value,
            @Schema(description = ORIGIN) Inherited.Origin origin,
            @Schema(description = FROM) @Nullable String accountId) {}

    /** Languages that count. */
    public record EffectiveLanguages(
            @Nullable List<String> value,
            @Schema(description = ORIGIN) Inherited.Origin origin,
            @Schema(description = FROM) @Nullable String accountId) {}

    /** Business hours that count. */
    public record EffectiveBusinessHours(
            @Nullable HoursJson value,
            @Schema(description = ORIGIN) Inherited.Origin origin,
            @Schema(description = FROM) @Nullable String accountId) {}

    /** A contact that counts. */
    public record EffectiveContact(
            @Nullable ContactJson value,
            @Schema(description = ORIGIN) Inherited.Origin origin,
            @Schema(description = FROM) @Nullable String accountId) {}

    /** A logo that counts. */
    public record EffectiveLogo(
            OwnJson.@Nullable LogoJson value,
            @Schema(description = ORIGIN) Inherited.Origin origin,
            @Schema(description = FROM) @Nullable String accountId) {}

    /** What counts for an account. */
    public record EffectiveAttributes(
            EffectiveZone zone,
            EffectiveLanguages languages,
            EffectiveBusinessHours businessHours,
            EffectiveContact contact,
            EffectiveLogo logo) {}

    /** Attributes of an account. */
    public record AttributesView(
            String accountId,
            @Schema(description = "What the account has itself; what is absent is inherited") OwnJson own,
            EffectiveAttributes effective,
            @Schema(description = "Of the account; the ETag") long version) {
        static AttributesView of(AccountAttributes attributes) {
            return new AttributesView(
                    attributes.accountId(),
                    OwnJson.of(attributes.own()),
                    effective(attributes.effective()),
                    attributes.version());
        }

        private static EffectiveAttributes effective(AccountAttributes.Effective effective) {
            Inherited<ZoneId> zone = effective.zone();
            return new EffectiveAttributes(
                    new EffectiveZone(String.valueOf(zone.value()), zone.origin(), zone.accountId()),
                    new EffectiveLanguages(
                            effective.languages().value(),
                            effective.languages().origin(),
                            effective.languages().accountId()),
                    new EffectiveBusinessHours(
                            OwnJson.hours(effective.businessHours().value()),
                            effective.businessHours().origin(),
                            effective.businessHours().accountId()),
                    new EffectiveContact(
                            OwnJson.contact(effective.contact().value()),
                            effective.contact().origin(),
                            effective.contact().accountId()),
                    new EffectiveLogo(
                            OwnJson.logo(effective.logo().value()),
                            effective.logo().origin(),
                            effective.logo().accountId()));
        }
    }

    /** What can be changed; what is absent stays, null is inherited again. */
    public record AttributesChange(
            @Schema(example = "Europe/Warsaw", nullable = true) @Nullable String zone,
            @Schema(description = "BCP 47, the most important first; 1 to 20", nullable = true) @Nullable
                    List<String> languages,
            @Nullable HoursJson businessHours,
            @Nullable ContactJson contact) {}

    /** Whether an account is open. */
    public record OpeningView(
            String accountId,
            Instant at,
            @Schema(description = "Whether anybody has set business hours; without them nothing is known")
                    boolean defined,
            boolean open,
            @Schema(description = "When it opens next, after that moment; absent when not within 400 days") @Nullable
                    Instant nextOpening,
            @Schema(description = "When it closes; absent when it is closed") @Nullable Instant closes) {
        static OpeningView of(Opening opening) {
            return new OpeningView(
                    opening.accountId(),
                    opening.at(),
                    opening.defined(),
                    opening.open(),
                    opening.nextOpening(),
                    opening.closes());
        }
    }
}
