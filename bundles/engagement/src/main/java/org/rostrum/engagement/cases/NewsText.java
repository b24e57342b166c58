package org.rostrum.engagement.cases;

/** Texts from outside, as they fit. */
final class NewsText {
    private NewsText() {}

    /** Cut between two code points when it is longer; without characters that PostgreSQL does not take. */
    static String fitting(String text, int most) {
        String clean = text.replace("\u0000", "").strip();
        if (clean.length() <= most) {
            return clean;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(clean.charAt(end - 1))) {
            end--;
        }
        return clean.substring(0, end) + "…";
    }
}
