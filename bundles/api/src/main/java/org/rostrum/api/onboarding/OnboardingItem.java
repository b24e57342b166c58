package org.rostrum.api.onboarding;

import org.jspecify.annotations.Nullable;

/**
 * Something an account needs before it is ready.
 *
 * @param key tells the items of a template apart: lower-case letters, digits and hyphens, up to 40
 * @param title for people
 * @param subject which role, connector or attribute is meant; null for a task
 * @param atLeast how many people shall hold the role; 1 for everything else
 * @param hint what to do about it; null when there is nothing to say
 * @param link where to do it, https; null when there is no such place
 */
public record OnboardingItem(
        String key,
        Kind kind,
        String title,
        @Nullable String subject,
        int atLeast,
        @Nullable String hint,
        @Nullable String link) {
    /** What is asked to find out whether it is done. */
    public enum Kind {
        /** People hold the role for just this account. */
        ROLE,
        /** A channel of the connector is connected and active. */
        CHANNEL,
        /** The account has the attribute itself, rather than inheriting it. */
        ATTRIBUTE,
        /** Somebody says so. */
        TASK
    }
}
