package org.rostrum.web.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Keeps the log readable while the same happens over and over: one line about each thing in a while, with a count. */
final class Seldom {
    private static final int MOST = 100;

    private final long between;
    private final LongSupplier nanos;
    private final Map<String, Said> said = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Said> eldest) {
            return size() > MOST;
        }
    };

    private record Said(long at, long passedOver) {}

    Seldom(Duration between, LongSupplier nanos) {
        this.between = between.toNanos();
        this.nanos = nanos;
    }

    /** As if nothing had been said yet. */
    synchronized void forget() {
        said.clear();
    }

    /** @return empty when nothing is to be said now; else how often nothing was said since the last time */
    synchronized OptionalLong admit(String what) {
        long now = nanos.getAsLong();
        Said last = said.get(what);
        if (last != null && now - last.at() < between) {
            said.put(what, new Said(last.at(), last.passedOver() + 1));
            return OptionalLong.empty();
        }
        said.put(what, new Said(now, 0));
        return OptionalLong.of(last == null ? 0 : last.passedOver());
    }
}
