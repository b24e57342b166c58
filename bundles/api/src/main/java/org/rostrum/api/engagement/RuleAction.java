package org.rostrum.api.engagement;

/** What a rule makes of an activity. */
public enum RuleAction {
    /** Somebody may want to buy: a lead for sales. One per conversation. */
    LEAD,
    /** Somebody has a problem: a ticket for support. One per conversation. */
    TICKET,
    /** Somebody should know: a notice by mail to the owner. */
    NOTICE,
    /** Nothing leaves: only the {@link RuleEffects} in the inbox count, and the rule has no owner. */
    INBOX
}
