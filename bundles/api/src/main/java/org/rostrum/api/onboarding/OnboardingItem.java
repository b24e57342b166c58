package org.rostrum.api.onboarding;

import org.jspecify.annotations.Nullable;

/**
 * Something an account needs before it is ready.
 *
 * @param key tells the items of a template apart: lower-case letters, digits and hyphens, up to 40
 * @param title for people
 * @param subject which role, connector, attribute, report or engagement model is meant; null for a task and for a rule
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
        /** A report schedule for just this account is enabled. */
        SCHEDULE,
        /** An enabled routing rule names the account. */
        ROUTING_RULE,
        /** The engagement model counts for the account, chosen for it or for one above. */
        ENGAGEMENT_MODEL,
        /** Somebody says so. */
        TASK
    }
}
