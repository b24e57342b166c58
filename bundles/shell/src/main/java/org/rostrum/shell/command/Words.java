package org.rostrum.shell.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/** What is shown to people at a terminal. */
final class Words {
    private Words() {}

    static String of(Problem problem) {
        StringBuilder words = new StringBuilder(problem.detail());
        if (problem.field() != null) {
            words.append(" (").append(problem.field()).append(')');
        }
        if (problem.remedy() != null) {
            words.append(' ').append(problem.remedy());
        }
        return line(words.toString());
    }

    static String of(@Nullable IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "There is no file " + line(missing.getFile()) + " on the server.";
        }
        if (failure instanceof AccessDeniedException denied) {
            return "The server process may not use " + line(denied.getFile()) + ".";
        }
        return line(String.valueOf(failure));
    }

    /**
     * On one line and without control characters: what strangers wrote must not move the cursor or recolour the terminal
     * of whom it is shown to.
     */
    static String line(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point)
                                || Character.getType(point) == Character.FORMAT
                                || Character.getType(point) == Character.LINE_SEPARATOR
                                || Character.getType(point) == Character.PARAGRAPH_SEPARATOR
                        ? ' '
                        : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll(" {2,}", " ")
                .strip();
    }

    /** A line of at most so many characters. */
    static String line(String text, int max) {
        String line = line(text);
        if (line.codePointCount(0, line.length()) <= max) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, max - 1)) + "…";
    }

    /** A cell of a table. */
    static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS).toString();
        }
        if (value instanceof ZonedDateTime time) {
            return time.truncatedTo(ChronoUnit.MINUTES).toString();
        }
        if (value instanceof Boolean truth) {
            return truth ? "yes" : "no";
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(Words::cell).sorted().collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> cell(entry.getKey()) + "=" + cell(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
        return line(value.toString(), 120);
    }
}
