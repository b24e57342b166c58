package org.rostrum.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.rostrum.api.problem.Problem;

/**
 * What a password must be like: long, not one of those that are tried first, not made of the user's name. No rules about
 * kinds of characters: they make passwords worse (NIST SP 800-63B).
 */
final class PasswordPolicy {
    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 256;
    /** A shorter name says little when it occurs in a password. */
    private static final int MIN_NAME = 3;

    private static final int MIN_DIFFERENT = 5;

    private static final Set<String> COMMON = common();

    private PasswordPolicy() {}

    /** @throws Problem INVALID, naming the field, when the password is too weak */
    static void check(String field, String userName, char[] password) {
        String text = new String(password);
        if (text.codePointCount(0, text.length()) < MIN_LENGTH) {
            throw Problem.invalid(
                    field,
                    "The password is too short.",
                    "Use at least " + MIN_LENGTH + " characters; a sentence is fine.");
        }
        if (text.length() > MAX_LENGTH) {
            throw Problem.invalid(field, "The password is too long.", "Use at most " + MAX_LENGTH + " characters.");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (COMMON.contains(lower) || lower.chars().distinct().count() < MIN_DIFFERENT || isRun(lower)) {
            throw Problem.invalid(
                    field,
                    "This password is one of those that are tried first.",
                    "Use one that nobody else would think of, such as four unrelated words.");
        }
        String name = userName.toLowerCase(Locale.ROOT);
        int at = name.indexOf('@');
        String local = at > 0 ? name.substring(0, at) : name;
        if (local.length() >= MIN_NAME && lower.contains(local)) {
            throw Problem.invalid(field, "The password contains the user name.", "Leave the name out of it.");
        }
    }

    /** Whether every character follows its neighbour, up or down, as in 123456789012 or zyxwvutsrqpo. */
    private static boolean isRun(String text) {
        for (int i = 1; i < text.length(); i++) {
            int step = text.charAt(i) - text.charAt(i - 1);
            boolean wraps = (text.charAt(i - 1) == '9' && text.charAt(i) == '0')
                    || (text.charAt(i - 1) == '0' && text.charAt(i) == '9');
            if (step != 1 && step != -1 && !wraps) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> common() {
        try (InputStream in = PasswordPolicy.class.getResourceAsStream("common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-passwords.txt is missing from the bundle");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(String::strip)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
