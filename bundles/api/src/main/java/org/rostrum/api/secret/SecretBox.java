package org.rostrum.api.secret;

import org.osgi.annotation.versioning.ProviderType;
import org.rostrum.api.problem.Problem;

/**
 * Seals values, so that who has the database alone cannot read them, change them or put them elsewhere. The keys stand in a
 * file outside the database. Who keeps sealed values registers a {@link SealedValues}: without it the keys they were sealed
 * with are never given up, and a change of keys does not end.
 */
@ProviderType
public interface SecretBox {
    /**
     * Seals a value with the newest key. Must be called in the transaction that keeps the result
     * ({@link org.rostrum.api.data.Database#transaction}): until that ends, no key is given up for which it may be.
     *
     * @param context where the value is kept: {@link SealedValues#name()}, a slash, and what makes the place unique, such as
     *     {@code channels/acme.news/password}; only there the value opens again
     * @param plain of any length, may be empty
     * @return ASCII, about 4/3 of the UTF-8 of the value and 60 characters more; another one each time
     * @throws Problem UNAVAILABLE when the keys cannot be had, with what to do
     * @throws IllegalStateException outside of a transaction
     */
    String seal(String context, String plain);

    /**
     * Gives back what was sealed.
     *
     * @param context as it was when the value was sealed
     * @throws Problem UNAVAILABLE when the key is not at hand, with what to do; UNPROCESSABLE when the sealed value was damaged
     *     or is from another place. Neither tells the value.
     */
    String open(String context, String sealed);

    /** Whether the value was sealed with a key other than the newest, so that it should be sealed again. */
    boolean isStale(String sealed);
}
