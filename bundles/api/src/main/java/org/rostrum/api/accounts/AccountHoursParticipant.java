package org.rostrum.api.accounts;

/** A part of the server for which it counts when accounts are open. */
public interface AccountHoursParticipant {
    /**
     * The time zone or the business hours of an account have changed, with all that is inherited from it; called in the transaction
     * of the change. Not told of moves: see {@link AccountMoveParticipant}.
     */
    void hoursChanged(String accountId);
}
