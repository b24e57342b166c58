package org.rostrum.identity;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.rostrum.api.problem.Problem;

/** What users can be called. */
final class UserNames {
    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");
    /** Names that would be mistaken for something else in the audit trail. */
    private static final Set<String> RESERVED = Set.of("anonymous", "system", "console", "unknown");

    private UserNames() {}

    /** The form in which a name is stored and looked up. */
    static String normal(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem INVALID when nobody can be called so */
    static String check(String typed) {
        String name = normal(typed);
        if (!SYNTAX.matcher(name).matches()) {
            throw Problem.invalid(
                    "name",
                    "\"" + typed + "\" cannot be a user name.",
                    "Use 1 to 100 letters a to z, digits and . _ @ + - and begin with a letter or digit.");
        }
        if (RESERVED.contains(name)) {
            throw Problem.invalid("name", "The name \"" + name + "\" is reserved.", "Choose another name.");
        }
        return name;
    }

    /** Whether somebody can be called so, in {@link #normal} spelling. */
    static boolean usable(String name) {
        return possible(name) && !RESERVED.contains(name);
    }

    static boolean possible(String name) {
        return SYNTAX.matcher(name).matches();
    }
}
