package org.rostrum.report.engagement;

import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.engagement.CaseCounts;

/**
 * The headline figures of one period.
 *
 * @param inbound messages said to the accounts
 * @param outbound messages said by them
 * @param contacts different people who wrote
 * @param cases leads and tickets; null when nobody routes what was said
 * @param responses conversations that began in the period, and how fast they were answered
 */
record Figures(long inbound, long outbound, long contacts, ResponseFigures responses, @Nullable CaseCounts cases) {
    /** From so many answers on the median and the 90th percentile of an account mean something. */
    static final int ANSWERS_FOR_TIMES = 10;

    static final ResponseFigures NO_RESPONSES = new ResponseFigures(0, 0, null, null);

    static final Figures NONE = new Figures(0, 0, 0, NO_RESPONSES, null);

    /** Part of the conversations that has been answered, 0 to 1; null when there was none. */
    @Nullable
    Double answeredShare() {
        return responses.conversations() == 0 ? null : (double) responses.answered() / responses.conversations();
    }

    /** Whether there are enough answers to tell how long they take. */
    boolean timed() {
        return responses.answered() >= ANSWERS_FOR_TIMES;
    }

    boolean empty() {
        return inbound == 0 && outbound == 0 && responses.conversations() == 0;
    }
}
