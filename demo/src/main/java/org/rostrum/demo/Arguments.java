package org.rostrum.demo;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the demo is asked to do.
 *
 * @param passwordFile holds the password of the user, and nothing else
 * @param dataFolder of the server, in which the mail catcher and the CSV adapter leave their files
 * @param input the file to import; null for the excerpt that is shipped
 * @param format of the file; null to have it recognised
 * @param options what is said of the file
 */
record Arguments(
        URI url,
        String user,
        Path passwordFile,
        Path dataFolder,
        Path out,
        @Nullable Path input,
        @Nullable String format,
        Map<String, String> options) {
    Arguments {
        options = Map.copyOf(options);
    }

    /** @throws IllegalArgumentException saying what is wrong */
    static Arguments parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Not understood: " + arguments[i]);
            }
            if (arguments[i].equals("--option")) {
                String[] option = arguments[i + 1].split("=", 2);
                if (option.length < 2 || option[0].isBlank()) {
                    throw new IllegalArgumentException(
                            "--option " + arguments[i + 1] + " is none: write it as name=value");
                }
                options.put(option[0], option[1]);
            } else {
                values.put(arguments[i].substring(2), arguments[i + 1]);
            }
        }
        String input = values.get("input");
        Arguments parsed = new Arguments(
                URI.create(required(values, "url")),
                required(values, "user"),
                Path.of(required(values, "password-file")),
                Path.of(required(values, "data-folder")),
                Path.of(required(values, "out")),
                input == null ? null : Path.of(input),
                values.get("format"),
                options);
        if (parsed.input() != null && !Files.isReadable(parsed.input())) {
            throw new IllegalArgumentException("The input cannot be read: " + parsed.input());
        }
        return parsed;
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }
}
