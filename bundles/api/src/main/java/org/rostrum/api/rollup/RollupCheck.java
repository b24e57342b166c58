package org.rostrum.api.rollup;

/**
 * Compares the sums that a capability keeps with what they sum up. Registered as a service, it is part of each verification
 * of the archive, behind the archive's own sums, and what it finds is told with them.
 */
public interface RollupCheck {
    /**
     * Tells every sum that does not fit. Others may go on writing meanwhile, so what is half read must not be told (see
     * {@link org.rostrum.api.data.ConsistentRead}), and the memory must not grow with the number of rows. What the report
     * throws must be let through.
     */
    void check(Report report);

    /** Takes what a check has to tell. */
    interface Report {
        /** Counts a row that was read; throws when the verification is to end. */
        void row();

        /**
         * A sum that disagrees.
         *
         * @param detail names the table and the row, what it says and what it should say
         */
        void wrong(String detail);

        /** Whether nothing more is listed, so that the check may end. */
        boolean full();
    }
}
