package org.rostrum.archive.verify;

import java.util.function.LongConsumer;

/** Counts the rows that were checked and tells the caller now and then, who may throw to stop the verification. */
final class Progress {
    private static final int EVERY = 1000;

    private final LongConsumer caller;
    private long rows;

    Progress(LongConsumer caller) {
        this.caller = caller;
    }

    void row() {
        rows++;
        if (rows % EVERY == 0) {
            caller.accept(rows);
        }
    }

    void tell() {
        caller.accept(rows);
    }
}
