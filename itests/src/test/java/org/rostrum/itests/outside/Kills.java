package org.rostrum.itests.outside;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** When the server is to be killed during one import: moments drawn at random, spread over all of it. */
final class Kills {
    private Kills() {}

    /** A moment of an import's life. */
    enum Stage {
        /** While the file is handed over. */
        HANDOVER,
        /** While records are read, within portions and between them. */
        READING,
        /** While the last records are read, rejects are written, the file is put away, leads and tickets go out. */
        END,
        /** While the server starts after the kill before. */
        BOOT
    }

    /**
     * One kill.
     *
     * @param share of the records not read when the server is back that must have been read; for reading alone
     * @param after how long after the stage was reached
     */
    record Kill(Stage stage, double share, Duration after) {
        @Override
        public String toString() {
            return stage + (stage == Stage.READING ? String.format(" after %.2f of the rest", share) : "") + " + "
                    + after.toMillis() + " ms";
        }
    }

    /** Fifteen kills of one import, in the order in which it comes by them. */
    static List<Kill> plan(Random random) {
        List<Kill> plan = new ArrayList<>();
        plan.add(new Kill(Stage.HANDOVER, 0, millis(random, 250)));
        plan.add(new Kill(Stage.HANDOVER, 0, millis(random, 900)));
        int readings = 7;
        for (int i = 0; i < readings; i++) {
            // of the rest, since a fast machine reads much of it before it answers again
            plan.add(new Kill(Stage.READING, random.nextDouble() / (readings - i + 1), millis(random, 150)));
            if (i % 2 == 1) {
                plan.add(new Kill(Stage.BOOT, 0, millis(random, 9000)));
            }
        }
        plan.add(new Kill(Stage.END, 0, millis(random, 300)));
        plan.add(new Kill(Stage.BOOT, 0, millis(random, 9000)));
        plan.add(new Kill(Stage.END, 0, millis(random, 3000)));
        return plan;
    }

    private static Duration millis(Random random, int below) {
        return Duration.ofMillis(random.nextInt(below));
    }
}
