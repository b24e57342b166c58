package org.rostrum.api.identity;

import java.util.List;

/**
 * A part of a list that is counted through.
 *
 * @param total how many there are
 */
public record ProvisioningPage<T>(List<T> items, long total) {
    public ProvisioningPage {
        items = List.copyOf(items);
    }
}
