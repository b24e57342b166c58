package org.rostrum.plugins;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.rostrum.api.plugin.Plugin;

/** Waits for what the framework makes of a change of the deploy folder, for so long at most. */
final class Watch {
    private static final Duration STANDSTILL = Duration.ofSeconds(4);
    private static final Duration GLANCE = Duration.ofMillis(100);
    /** For how long nothing may change any more before what does not run counts as settled. */
    private static final Duration STILL = Duration.ofMillis(1_500);
    /** The same for what runs: a bundle is told as active a moment before its components are made. */
    private static final Duration STILL_WORKING = Duration.ofMillis(400);

    private final Duration longest;

    Watch(Duration longest) {
        this.longest = longest;
    }

    /** What the framework had made of a file before the change. */
    record Before(@Nullable Long bundleId, long lastModified) {}

    static Before before(Path file, Optional<Bundle> bundle) {
        return new Before(
                bundle.map(Bundle::getBundleId).orElse(null),
                bundle.map(Bundle::getLastModified).orElse(-1L));
    }

    /** @return whether it came to be in time */
    boolean await(BooleanSupplier wanted) {
        long end = System.nanoTime() + longest.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > end || !glanceAgain()) {
                return false;
            }
        }
        return true;
    }

    /** Returns when nothing is left of what is counted, when its number does not change any more, or when it takes too long. */
    void awaitStandstill(LongSupplier left) {
        long[] last = {left.getAsLong(), System.nanoTime()};
        await(() -> {
            long now = left.getAsLong();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return now == 0 || System.nanoTime() - last[1] > STANDSTILL.toNanos();
        });
    }

    /** Returns when the file runs as a whole, when what became of it does not change any more, or when it takes too long. */
    void awaitOutcome(Before before, Supplier<Optional<Plugin>> plugin, Supplier<Optional<Bundle>> bundle) {
        Still still = new Still();
        await(() -> {
            Optional<Plugin> now = plugin.get();
            if (now.isEmpty()) {
                return true;
            }
            boolean taken = bundle.get()
                    .map(one -> one.getLastModified() != before.lastModified()
                            || !Long.valueOf(one.getBundleId()).equals(before.bundleId()))
                    .orElse(now.get().kind() != Plugin.Kind.BUNDLE && now.get().state() != Plugin.State.PENDING);
            if (!taken) {
                // a route that nobody could take
                return now.get().kind() == Plugin.Kind.ROUTE
                        && String.valueOf(now.get().reason()).startsWith("Nothing in this server");
            }
            return still.holds(now.get());
        });
    }

    /** Remembers since when something is as it is. */
    private static final class Still {
        private @Nullable Plugin last;
        private long since;

        boolean holds(Plugin now) {
            if (!now.equals(last) || now.state() == Plugin.State.STARTING) {
                last = now;
                since = System.nanoTime();
                return false;
            }
            Duration enough = now.works() ? STILL_WORKING : STILL;
            return System.nanoTime() - since > enough.toNanos();
        }
    }

    private static boolean glanceAgain() {
        try {
            // nobody counts it down
            return !new CountDownLatch(1).await(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
