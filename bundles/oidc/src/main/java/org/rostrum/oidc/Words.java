package org.rostrum.oidc;

/** Words of strangers. */
final class Words {
    private static final int LONGEST = 200;

    private Words() {}

    /** One line of bounded length, for the log. */
    static String shown(String text) {
        String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
