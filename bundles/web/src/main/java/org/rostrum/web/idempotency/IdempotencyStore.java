package org.rostrum.web.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * Remembers for 24 hours which requests were carried out, and what was answered. A request that began and whose end was never
 * noted, because the server died on the way, is never carried out again under its key: nobody knows whether it had an effect.
 */
public interface IdempotencyStore {
    /**
     * What makes two requests the same.
     *
     * @param caller sort and name of the caller
     * @param operation method and address
     * @param key of the caller's choice
     */
    record Request(String caller, String operation, String key) {}

    /**
     * An answer that was given.
     *
     * @param body null when it had none or was not kept
     * @param kept whether the body is as it was; false when it was secret, too large, or broke off
     */
    @SuppressWarnings("ArrayRecordComponent") // answers are never compared
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String entityTag,
            byte @Nullable [] body,
            boolean kept) {}

    /** What the store says to a request that wants to begin. */
    sealed interface Claim {
        /** It is the first: carry it out, then call {@link #complete}, {@link #abandon} or {@link #doubt}. */
        record Granted() implements Claim {}

        /** It was carried out before. */
        record Answered(Answer answer) implements Claim {}

        /** The key stands for a request with another body. */
        record OtherBody() implements Claim {}

        /**
         * The first has not ended yet.
         *
         * @param lost whether it never will: its effect is in doubt, or so much time has passed
         */
        record Running(boolean lost) implements Claim {}
    }

    /** Asks to begin; of several at once exactly one is granted. */
    Claim claim(Request request, String bodyHash);

    /**
     * Notes the answer of a granted request that had its effect. Does not fail, and neither do the others: what cannot be
     * noted now is noted later, and what is never noted is lost.
     */
    void complete(Request request, Answer answer);

    /** Forgets a granted request that had no effect, so that it may be tried again. */
    void abandon(Request request);

    /** Notes that nobody knows whether a granted request had its effect: it is lost from now on. */
    void doubt(Request request);
}
