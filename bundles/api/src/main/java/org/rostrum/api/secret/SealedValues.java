package org.rostrum.api.secret;

/**
 * Who keeps values of the {@link SecretBox}; registered as a service. A change of keys asks all of them to seal their values
 * again, and gives up the old keys once all of them have done so.
 */
public interface SealedValues {
    /** Lower-case letters, digits and hyphens, at most 64; the contexts of all its values begin with it and a slash. */
    String name();

    /**
     * Opens every value that {@link SecretBox#isStale is stale} and seals it again, in as many transactions of its own as it
     * likes. May end at any moment, by being killed, too, and is then called again; values that others change meanwhile must
     * not be lost. When it returns, no committed value is stale.
     *
     * @return how many were sealed again
     * @throws RuntimeException when some could not be; the others must have been, and the old keys are kept
     */
    int resealAll();
}
