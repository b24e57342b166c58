package org.rostrum.connector.file.folder;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.intake.ImportRequest;

/** A checked {@link WatchedFolderConfig}. */
record FolderSettings(
        Path folder,
        String accountId,
        boolean accountPerSource,
        @Nullable String format,
        Map<String, String> options,
        Duration settle,
        Duration rescan) {
    FolderSettings {
        options = Map.copyOf(options);
    }

    /** @throws IllegalArgumentException naming the setting and how to mend it */
    static FolderSettings of(WatchedFolderConfig config) {
        String folder = text("folder", config.folder());
        Path path = Path.of(folder);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("folder: \"" + folder + "\" must be an absolute path");
        }
        return new FolderSettings(
                path.normalize(),
                text("accountId", config.accountId()),
                config.accountPerSource(),
                config.format() == null || config.format().isBlank()
                        ? null
                        : config.format().strip(),
                options(config.options()),
                seconds("settleSeconds", config.settleSeconds()),
                seconds("rescanSeconds", config.rescanSeconds()));
    }

    ImportRequest request(String fileName) {
        return new ImportRequest(fileName, format, accountId, accountPerSource, false, options);
    }

    private static String text(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + ": is missing");
        }
        return value.strip();
    }

    private static Duration seconds(String name, int value) {
        if (value < 1 || value > 86_400) {
            throw new IllegalArgumentException(name + ": must be from 1 to 86400 seconds, not " + value);
        }
        return Duration.ofSeconds(value);
    }

    private static Map<String, String> options(@Nullable String text) {
        Map<String, String> options = new LinkedHashMap<>();
        if (text == null || text.isBlank()) {
            return options;
        }
        for (String pair : text.strip().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("options: \"" + pair + "\" must have the form name=value");
            }
            options.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return options;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
