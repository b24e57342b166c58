package org.rostrum.oidc;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.signon.IdentityProvider;

/**
 * A provider as stored.
 *
 * @param view what is shown of it
 * @param sealedSecret the client secret; null for none
 * @param groups ids of our groups by value of the claim
 */
record Settings(IdentityProvider view, @Nullable String sealedSecret, Map<String, Set<Long>> groups) {
    String id() {
        return view.id();
    }

    /** Our groups for what the provider tells. */
    Set<Long> groupsFor(Set<String> values) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String value : values) {
            ids.addAll(groups.getOrDefault(value, Set.of()));
        }
        return ids;
    }

    @Override
    public String toString() {
        return "Settings[" + view.id() + "]";
    }
}
