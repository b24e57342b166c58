package org.rostrum.connector.meta;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Id of a post of Instagram ({@code 178…}), or of a comment with that of its post before it ({@code 178…/179…}): Meta's numbers alone
 * do not tell what they are of.
 *
 * @param comment null for the post itself
 */
record InstagramId(String media, @Nullable String comment) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,30})(?:/([0-9]{1,30}))?");

    static Optional<InstagramId> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches() ? Optional.of(new InstagramId(parts.group(1), parts.group(2))) : Optional.empty();
    }

    @Override
    public String toString() {
        return comment == null ? media : media + "/" + comment;
    }
}
