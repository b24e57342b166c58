package org.rostrum.connector.linkedin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rostrum.spi.connector.Receipt;

/** What was sent lately, by the keys of the posts: a post that comes again is looked for before it is sent again. */
final class Attempts {
    private static final int MOST = 1_000;

    private final Map<String, Optional<Receipt>> attempts = new LinkedHashMap<>();

    synchronized void sent(String key) {
        attempts.putIfAbsent(key, Optional.empty());
        if (attempts.size() > MOST) {
            attempts.remove(attempts.keySet().iterator().next());
        }
    }

    /** It certainly did nothing. */
    synchronized void refused(String key) {
        attempts.remove(key);
    }

    synchronized void done(String key, Receipt receipt) {
        attempts.put(key, Optional.of(receipt));
    }

    synchronized boolean isKnown(String key) {
        return attempts.containsKey(key);
    }

    synchronized Optional<Receipt> receipt(String key) {
        return attempts.getOrDefault(key, Optional.empty());
    }

    /** Whether it is what another post has become. */
    synchronized boolean isOfAnother(String networkId, String key) {
        return attempts.entrySet().stream()
                .anyMatch(attempt -> !attempt.getKey().equals(key)
                        && attempt.getValue()
                                .map(Receipt::networkId)
                                .filter(networkId::equals)
                                .isPresent());
    }
}
