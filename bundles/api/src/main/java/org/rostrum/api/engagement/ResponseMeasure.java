package org.rostrum.api.engagement;

/** What a response target sets a time for. */
public enum ResponseMeasure {
    /** From what somebody outside said to the organisation's first answer in the conversation. */
    FIRST_RESPONSE,
    /** From the first thing they said after an answer to the next answer. */
    NEXT_RESPONSE,
    /** From the opening of the conversation until it is closed; stands still while the customer must act. */
    RESOLUTION
}
