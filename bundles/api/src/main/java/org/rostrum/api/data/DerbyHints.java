package org.rostrum.api.data;

import java.util.Locale;

/**
 * Words to Derby's optimizer, to follow a table in a query. Without statistics it guesses what a range will give and then
 * reads or sorts a whole table where a few rows would do. To PostgreSQL they are comments. It reads no index backwards: an order
 * that descends needs an index that does.
 */
public final class DerbyHints {
    private DerbyHints() {}

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
