package org.rostrum.identity;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.shiro.authz.Permission;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountTree;

/**
 * What somebody wants to do, as Shiro carries it from the gate to the realm.
 *
 * @param text in Shiro's wildcard syntax
 * @param parsed the same, parsed
 * @param lineage the account it is wanted at and those above it; null when it is wanted for the whole installation
 * @param exercised for which of them it must have been given: all, unless an engagement model withholds it from spokes
 */
record Wanted(String text, Permission parsed, @Nullable List<String> lineage, @Nullable List<String> exercised)
        implements Permission {
    /** Services ask for the same few hundred over and over. */
    private static final int REMEMBERED = 2000;

    private static final ConcurrentMap<String, Permission> PARSED = new ConcurrentHashMap<>();

    static Wanted everywhere(String text) {
        return new Wanted(text, parse(text), null, null);
    }

    static Wanted at(List<String> lineage, String text) {
        return new Wanted(text, parse(text), lineage, lineage);
    }

    /** @param tree knows what engagement models withhold */
    static Wanted at(List<String> lineage, String text, @Nullable AccountTree tree) {
        return new Wanted(text, parse(text), lineage, tree == null ? lineage : tree.exercised(text, lineage));
    }

    static Permission parse(String text) {
        Permission known = PARSED.get(text);
        if (known != null) {
            return known;
        }
        Permission parsed = new WildcardPermission(text);
        if (PARSED.size() < REMEMBERED) {
            PARSED.put(text, parsed);
        }
        return parsed;
    }

    /** What is wanted gives nothing. */
    @Override
    public boolean implies(Permission permission) {
        return false;
    }
}
