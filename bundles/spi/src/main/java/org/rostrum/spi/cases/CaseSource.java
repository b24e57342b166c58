package org.rostrum.spi.cases;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;

/**
 * Tells what became of the cases that an adapter has taken to its system: their stage, and what people wrote there. A service of
 * the adapter's bundle, registered beside its routes.
 *
 * <p>The platform asks regularly, on one node at a time, never two questions at once, and writes the news and the cursor in one
 * transaction: what was fetched twice because a server died is known by {@link CaseNews#newsId} and taken once. So a source may
 * look back a little each time, for systems whose clocks have whole seconds or whose changes appear late.
 *
 * <p>What the integration itself has written must not come back: a source leaves it out, but for a stage, which it tells as {@link
 * CaseNews#own}, so that it is known here.
 */
public interface CaseSource {
    /** The adapter's name, as in {@code rostrum:ticket?adapter=<name>}; 1 to 64 characters. */
    String adapter();

    /** How long the platform waits between two questions when there was nothing; 5 seconds to a day. */
    default Duration interval() {
        return Duration.ofMinutes(1);
    }

    /**
     * What is new, oldest first; waits for the other side no longer than a delivery may.
     *
     * @param cursor what the last one gave; null at the very first time, when all that is there of our cases is to be told
     * @throws DeliveryException asked again later, with back-off or when {@link DeliveryException#retryAt} says; nothing is lost
     */
    Fetched fetch(@Nullable String cursor) throws DeliveryException;

    /**
     * Whether somebody who calls to say that there is news may do so. The platform then asks {@link #fetch}: what the call says
     * is not believed.
     *
     * @return the secret that the caller has to show; empty when nobody may
     */
    default Optional<String> hintSecret() {
        return Optional.empty();
    }
}
