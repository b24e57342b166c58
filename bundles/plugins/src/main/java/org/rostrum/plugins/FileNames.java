package org.rostrum.plugins;

import java.util.Locale;
import java.util.regex.Pattern;
import org.rostrum.api.plugin.Plugin;
import org.rostrum.api.problem.Problem;

/** Names of files in the deploy folder. */
final class FileNames {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,127}");

    private FileNames() {}

    /** What a file is by its name. */
    static Plugin.Kind kind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int dot = lower.lastIndexOf('.');
        return switch (dot < 0 ? "" : lower.substring(dot)) {
            case ".jar" -> Plugin.Kind.BUNDLE;
            case ".kar" -> Plugin.Kind.KAR;
            case ".yaml", ".yml" -> Plugin.Kind.ROUTE;
            case ".cfg", ".config" -> Plugin.Kind.CONFIGURATION;
            case ".xml" -> Plugin.Kind.FEATURES;
            default -> Plugin.Kind.OTHER;
        };
    }

    /** @throws Problem INVALID when nothing may be uploaded under this name */
    static Plugin.Kind check(String name) {
        if (!PLAIN.matcher(name).matches() || name.contains("..")) {
            throw Problem.invalid(
                    "fileName",
                    "This cannot be the name of a plugin's file.",
                    "Use a plain file name without a path: letters, digits and . _ + -, 128 at most, such as"
                            + " my-connector-1.0.0.jar.");
        }
        Plugin.Kind kind = kind(name);
        return switch (kind) {
            case BUNDLE, KAR, ROUTE -> kind;
            case FEATURES, CONFIGURATION, OTHER -> throw Problem.invalid(
                    "fileName",
                    "Files of this kind are not taken.",
                    "Send a bundle (.jar), an archive of features (.kar) or a Camel route (.yaml), and name it so.");
        };
    }
}
