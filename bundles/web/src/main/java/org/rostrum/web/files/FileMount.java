package org.rostrum.web.files;

import java.net.URL;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * A folder of a bundle that browsers see below a path.
 *
 * @param path begins with a slash and does not end with one
 * @param folder in the bundle, ends with a slash
 * @param app the file that answers for addresses a page makes up itself; null where only files answer
 * @param immutable names of files that begin so change with their content; null when none do
 * @param home whether visitors of {@code /} are led here
 */
record FileMount(
        Bundle bundle, String path, String folder, @Nullable String app, @Nullable String immutable, boolean home) {
    private static final Pattern PATH = Pattern.compile("(/[a-z0-9][a-z0-9._-]*){1,3}");
    /** What the server itself answers, now or later. */
    private static final Pattern RESERVED = Pattern.compile("/(api|health|metrics|status|scim|hooks)(/.*)?");
    /** No way up, no hidden files, nothing that would have to be decoded. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_@~-][A-Za-z0-9._@~-]*");

    /** @throws IllegalArgumentException when the header asks for what is not possible; the message says what */
    static FileMount of(Bundle bundle, HeaderClause clause) {
        String path = clause.name();
        if (!PATH.matcher(path).matches() || RESERVED.matcher(path).matches()) {
            throw new IllegalArgumentException("Rostrum-Files: \"" + path + "\" is no path that can be had; /plugins/"
                    + bundle.getSymbolicName() + " is");
        }
        String files = clause.get("files");
        if (files == null || files.isBlank()) {
            throw new IllegalArgumentException("Rostrum-Files: " + path + " needs files=<folder in the bundle>");
        }
        return new FileMount(
                bundle,
                path,
                files.endsWith("/") ? files : files + "/",
                clause.get("app"),
                clause.get("immutable"),
                Boolean.parseBoolean(clause.get("home")));
    }

    boolean holds(String requested) {
        return requested.equals(path) || requested.startsWith(path + "/");
    }

    /** The name of a file below the folder; null when no file can have it. */
    @Nullable
    String nameOf(String requested) {
        String rest = requested.substring(path.length());
        if (rest.isEmpty() || rest.equals("/")) {
            return app;
        }
        for (String part : rest.substring(1).split("/", -1)) {
            if (!NAME.matcher(part).matches()) {
                return null;
            }
        }
        return rest.substring(1);
    }

    /** Where the file is; null when there is none. */
    @Nullable
    URL entry(String name) {
        try {
            return bundle.getEntry(folder + name);
        } catch (IllegalStateException gone) {
            return null;
        }
    }

    boolean isImmutable(String name) {
        String prefix = immutable;
        return prefix != null && name.startsWith(prefix);
    }
}
