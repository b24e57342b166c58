package org.rostrum.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.shiro.authz.Permission;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * Permissions as text: Shiro's wildcard syntax, and behind an {@code @} the account at and below which they are held, as in
 * {@code archive:read@acme-north}. The account may be written with those above it, as in {@code archive:read@/acme/acme-north}.
 */
final class Permissions {
    static final Permission EVERYTHING = new WildcardPermission("*");

    private static final String PART = "(\\*|[a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)*)";
    private static final Pattern SYNTAX = Pattern.compile(PART + "(:" + PART + "){0,2}");
    private static final Pattern ACCOUNT = Pattern.compile("(/?[a-z0-9][a-z0-9-]*)(/[a-z0-9][a-z0-9-]*)*");
    private static final int MAX_LENGTH = 200;

    private Permissions() {}

    /**
     * A permission and where it is held.
     *
     * @param accountId null for the whole installation
     * @param path the accounts from the root down as they were written; empty when only the account itself was
     */
    record Scoped(String permission, @Nullable String accountId, List<String> path) {
        @Override
        public String toString() {
            return accountId == null ? permission : permission + "@" + accountId;
        }
    }

    /** @throws Problem INVALID, naming the field, when a text is no permission without an account */
    static void check(String field, Collection<String> texts) {
        for (String text : texts) {
            if (text.length() > MAX_LENGTH || !SYNTAX.matcher(text).matches()) {
                throw Problem.invalid(
                        field,
                        "\"" + text + "\" is no permission.",
                        "Write it as capability:action in lower case, such as archive:read or archive:*.");
            }
        }
    }

    /** @throws Problem INVALID, naming the field, when a text is no permission or names no account */
    static List<Scoped> scoped(String field, Collection<String> texts) {
        List<Scoped> scoped = new ArrayList<>();
        for (String text : texts) {
            Scoped one = scoped(text);
            check(field, List.of(one.permission()));
            String account = one.accountId();
            if (account != null
                    && !ACCOUNT.matcher(text.substring(text.indexOf('@') + 1)).matches()) {
                throw Problem.invalid(
                        field,
                        "\"" + text + "\" names no account.",
                        "Write the account's id behind the @, as in archive:read@acme-north.");
            }
            scoped.add(one);
        }
        return scoped;
    }

    private static Scoped scoped(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            return new Scoped(text, null, List.of());
        }
        String account = text.substring(at + 1);
        boolean path = account.startsWith("/");
        return new Scoped(
                text.substring(0, at),
                account.substring(account.lastIndexOf('/') + 1),
                path ? List.of(account.substring(1).split("/", -1)) : List.of());
    }

    /** @param texts that were checked before */
    static Rights rights(Collection<String> texts) {
        List<Rights.Holding> holdings = new ArrayList<>();
        for (String text : texts) {
            Scoped one = scoped(text);
            holdings.add(Rights.Holding.of(one.accountId(), List.of(one.permission())));
        }
        return new Rights(holdings);
    }
}
