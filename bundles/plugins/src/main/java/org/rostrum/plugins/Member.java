package org.rostrum.plugins;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * A bundle of a file, as its manifest has it.
 *
 * @param symbolicName null when it is no bundle but a library
 * @param host symbolic name of the bundle that it is a fragment of; null when it is none
 * @param exports names of the packages it offers to others
 */
record Member(@Nullable String symbolicName, @Nullable String host, Set<String> exports) {
    Member {
        exports = Set.copyOf(exports);
    }

    static Member of(Archive archive) {
        return new Member(
                Headers.names(archive.header(Constants.BUNDLE_SYMBOLICNAME)).stream()
                        .findFirst()
                        .orElse(null),
                Headers.names(archive.header(Constants.FRAGMENT_HOST)).stream()
                        .findFirst()
                        .orElse(null),
                Headers.names(archive.header(Constants.EXPORT_PACKAGE)));
    }
}
