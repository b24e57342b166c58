package org.rostrum.accounts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.problem.Problem;

/** Id of an account: lower-case letters, digits and hyphens, 1 to 64. */
record AccountId(String value) {
    private static final Pattern VALID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    AccountId {
        if (!VALID.matcher(value).matches()) {
            throw Problem.invalid(
                    "id",
                    "\"" + value + "\" is no account id.",
                    "Use 1 to 64 lower-case letters, digits and hyphens, beginning and ending with a letter or digit.");
        }
    }

    /** The wished id, or one made of the name. */
    static AccountId of(NewAccount account) {
        String wished = account.id();
        return new AccountId(wished == null ? slug(account.name()) : wished);
    }

    private static String slug(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        String slug =
                ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String cut = slug.length() > 64 ? slug.substring(0, 64).replaceAll("-+$", "") : slug;
        if (cut.isEmpty()) {
            throw Problem.invalid(
                    "id", "No id can be made of the name \"" + name + "\".", "Give the account an id of its own.");
        }
        return cut;
    }
}
