package org.rostrum.api.identity;

import org.jspecify.annotations.Nullable;

/**
 * How somebody likes the console, at each browser they use.
 *
 * @param language BCP 47 tag; null for what the browser wants
 * @param zone IANA name of the time zone that times are shown in; null for that of the browser
 * @param theme null for what the browser wants
 */
public record Preferences(@Nullable String language, @Nullable String zone, @Nullable Theme theme) {
    /** Of somebody who has chosen nothing. */
    public static final Preferences NONE = new Preferences(null, null, null);

    /** Light letters on dark, or the other way round. */
    public enum Theme {
        LIGHT,
        DARK
    }
}
