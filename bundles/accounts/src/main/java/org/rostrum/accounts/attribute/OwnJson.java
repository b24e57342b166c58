package org.rostrum.accounts.attribute;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountAttributes.Own;
import org.rostrum.api.accounts.AccountContact;
import org.rostrum.api.accounts.AccountLogo;
import org.rostrum.api.accounts.BusinessHours;

/** What an account has itself, as JSON over REST and in the audit trail. */
@Schema(name = "OwnAccountAttributes")
public record OwnJson(
        @Schema(example = "Europe/Warsaw") @Nullable String zone,
        @Schema(description = "BCP 47, the most important first") @Nullable List<String> languages,
        @Nullable HoursJson businessHours,
        @Nullable ContactJson contact,
        @Nullable LogoJson logo) {
    /** A logo without its picture. */
    @Schema(name = "AccountLogo")
    public record LogoJson(
            @Schema(description = "Of the picture; another picture has another one") String sha256,
            String mediaType,
            int width,
            int height,
            int bytes) {
        public static LogoJson of(AccountLogo logo) {
            return new LogoJson(logo.sha256(), logo.mediaType(), logo.width(), logo.height(), logo.bytes());
        }
    }

    public static OwnJson of(Own own) {
        ZoneId zone = own.zone();
        return new OwnJson(
                zone == null ? null : zone.getId(),
                own.languages(),
                hours(own.businessHours()),
                contact(own.contact()),
                logo(own.logo()));
    }

    public static @Nullable HoursJson hours(@Nullable BusinessHours hours) {
        return hours == null ? null : HoursJson.of(hours);
    }

    public static @Nullable ContactJson contact(@Nullable AccountContact contact) {
        return contact == null ? null : ContactJson.of(contact);
    }

    public static @Nullable LogoJson logo(@Nullable AccountLogo logo) {
        return logo == null ? null : LogoJson.of(logo);
    }
}
