package org.rostrum.api.accounts;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an account: its own, and those that count because an account above has them.
 *
 * @param version of the account; the ETag
 */
public record AccountAttributes(String accountId, Own own, Effective effective, long version) {
    /**
     * What the account has itself; null is inherited.
     *
     * @param languages BCP 47 tags, the most important first
     */
    public record Own(
            @Nullable ZoneId zone,
            @Nullable List<String> languages,
            @Nullable BusinessHours businessHours,
            @Nullable AccountContact contact,
            @Nullable AccountLogo logo) {}

    /** What counts for the account; a time zone always does. */
    public record Effective(
            Inherited<ZoneId> zone,
            Inherited<List<String>> languages,
            Inherited<BusinessHours> businessHours,
            Inherited<AccountContact> contact,
            Inherited<AccountLogo> logo) {}

    /** What shall become of the attributes; a logo is set by {@link AccountAttributeService#setLogo}. */
    public record Change(
            Setting<ZoneId> zone,
            Setting<List<String>> languages,
            Setting<BusinessHours> businessHours,
            Setting<AccountContact> contact) {}
}
