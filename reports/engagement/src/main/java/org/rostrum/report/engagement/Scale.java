package org.rostrum.report.engagement;

/**
 * A value axis from 0 with round marks.
 *
 * @param step between two marks, a whole number of 1, 2 or 5 times a power of ten
 * @param marks how many there are above 0
 */
record Scale(long step, int marks) {
    /** The smallest axis of 2 to 4 marks that holds the value. */
    static Scale upTo(long highest) {
        long top = Math.max(highest, 2);
        for (long magnitude = 1; ; magnitude *= 10) {
            for (long factor : new long[] {1, 2, 5}) {
                long step = factor * magnitude;
                long marks = (top + step - 1) / step;
                if (marks <= 4) {
                    return new Scale(step, (int) Math.max(marks, 1));
                }
            }
        }
    }

    long top() {
        return step * marks;
    }
}
