package org.rostrum.accounts.attribute;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountAttributes.Effective;
import org.rostrum.api.accounts.AccountAttributes.Own;
import org.rostrum.api.accounts.Inherited;
import org.rostrum.api.accounts.Inherited.Origin;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.security.Reach;

/**
 * Finds what counts for an account: what it has itself, or what the nearest account above has.
 *
 * @param lineage the account and those above it
 * @param own what each of them has
 * @param seen which accounts the caller knows of
 */
record Inheritance(List<String> lineage, Map<String, Own> own, Reach seen) {
    Effective effective() {
        Inherited<ZoneId> zone = nearest(Own::zone);
        return new Effective(
                zone.value() == null
                        ? new Inherited<>(Inputs.named(java.time.ZoneOffset.UTC), Origin.DEFAULT, null)
                        : zone,
                nearest(Own::languages),
                nearest(Own::businessHours),
                nearest(Own::contact),
                nearest(Own::logo));
    }

    /** The account whose value counts, whether the caller may know of it or not. */
    <T> @Nullable String holder(Function<Own, @Nullable T> attribute) {
        for (String account : lineage) {
            if (attribute.apply(own.getOrDefault(account, AttributeStore.NOTHING)) != null) {
                return account;
            }
        }
        return null;
    }

    private <T> Inherited<T> nearest(Function<Own, @Nullable T> attribute) {
        String holder = holder(attribute);
        if (holder == null) {
            return new Inherited<>(null, Origin.DEFAULT, null);
        }
        return new Inherited<>(
                attribute.apply(own.getOrDefault(holder, AttributeStore.NOTHING)),
                holder.equals(lineage.get(0)) ? Origin.OWN : Origin.ABOVE,
                seen.covers(holder) ? holder : null);
    }
}
