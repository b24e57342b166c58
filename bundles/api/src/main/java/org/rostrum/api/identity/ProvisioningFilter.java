package org.rostrum.api.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which persons or groups are meant: all, or those of which one name is exactly this. */
public record ProvisioningFilter(@Nullable Attribute attribute, String value) {
    /** What can be looked up. */
    public enum Attribute {
        /** The user name, or the name of a group; upper and lower case are the same for users. */
        NAME,
        EXTERNAL_ID,
        /** Upper and lower case are the same. */
        DISPLAY_NAME
    }

    public static final ProvisioningFilter ALL = new ProvisioningFilter(null, "");

    /** The value without upper case. */
    public String lowerCase() {
        return value.toLowerCase(Locale.ROOT);
    }
}
