package org.rostrum.api.engagement;

/** How far a lead or ticket is, in words that every CRM and helpdesk has; theirs is kept beside it. */
public enum CaseStage {
    /** Nobody has begun with it. */
    NEW,
    /** Somebody works with it. */
    OPEN,
    /** Waits for somebody outside. */
    WAITING,
    /** A lead that became a customer. */
    WON,
    /** A lead that did not. */
    LOST,
    /** A ticket whose problem is gone. */
    RESOLVED,
    /** There was nothing to do. */
    REJECTED,
    /** The record is not there any more. */
    DELETED;

    /** Whether nobody has to do anything more. */
    public boolean isOver() {
        return switch (this) {
            case NEW, OPEN, WAITING -> false;
            case WON, LOST, RESOLVED, REJECTED, DELETED -> true;
        };
    }
}
