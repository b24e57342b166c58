package org.rostrum.archive.store;

import java.util.Locale;

/**
 * Words to Derby's optimizer, to follow a table in a query. Without statistics it guesses what a range will give and then
 * reads a whole table or a whole account where a few rows would do. To PostgreSQL they are comments.
 */
public final class Derby {
    private Derby() {}

    /** Use this index. */
    public static String index(String name) {
        return hint("index=" + name.toUpperCase(Locale.ROOT));
    }

    /** Look rows up one by one, by this index, instead of reading them all for a hash join. */
    public static String nestedLoop(String index) {
        return hint("joinStrategy=NESTEDLOOP, index=" + index.toUpperCase(Locale.ROOT));
    }

    /** Look rows up one by one instead of reading them all for a hash join. */
    public static String nestedLoop() {
        return hint("joinStrategy=NESTEDLOOP");
    }

    private static String hint(String words) {
        return " --DERBY-PROPERTIES " + words + "\n";
    }
}
