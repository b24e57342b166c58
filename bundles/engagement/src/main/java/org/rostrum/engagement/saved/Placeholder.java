package org.rostrum.engagement.saved;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rostrum.api.problem.Problem;

/** What a text may leave open until it is used. */
enum Placeholder {
    CONTACT,
    AGENT,
    ACCOUNT,
    CHANNEL;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}|]*)(?:\\|([^{}]*))?\\}");
    private static final String KNOWN =
            Arrays.stream(values()).map(one -> "{" + one.word() + "}").collect(Collectors.joining(", "));

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Placeholder> of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word.strip()))
                .findFirst();
    }

    /** Refuses what would reach a customer as it stands, a brace that is not closed among it. */
    static void check(String field, String text) {
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            if (of(found.group(1)).isEmpty()) {
                throw Problem.invalid(
                        field,
                        "\"" + found.group() + "\" is no placeholder.",
                        "Use " + KNOWN + ", or write it without braces.");
            }
        }
        String rest = found.reset().replaceAll("");
        if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
            throw Problem.invalid(
                    field,
                    "A brace belongs to no placeholder.",
                    "Write placeholders as {contact} or {contact|there}: " + KNOWN
                            + ". Other braces are not possible.");
        }
    }

    /** The values are put in as they are: what they hold in braces is no placeholder. */
    static String fill(String text, Map<Placeholder, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(of(found.group(1))
                        .map(values::get)
                        .filter(value -> !value.isBlank())
                        .orElseGet(() ->
                                found.group(2) == null ? "" : found.group(2).strip())));
    }
}
