package org.rostrum.spi.connector;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a network made of a {@link Post}.
 *
 * @param networkId its id there, the same as {@link org.rostrum.api.activity.Activity#networkId()} when it is fetched
 * @param url where people can see it; null when nowhere
 */
public record Receipt(String networkId, @Nullable URI url) {
    public Receipt {
        Objects.requireNonNull(networkId, "networkId");
    }
}
