package org.rostrum.plugins;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.plugin.Plugin;

/**
 * What a file holds.
 *
 * @param symbolicName null when it is no bundle
 * @param version null when it is no bundle
 * @param members the bundle it is, or those that lie in it
 * @param signers SHA-256 of the certificates with which all of it was signed
 * @param bundles locations of the bundles that its features name
 * @param defect for people: why it can be no plugin; null when it can
 */
record Contents(
        Plugin.Kind kind,
        @Nullable String symbolicName,
        @Nullable String version,
        List<Member> members,
        String sha256,
        long bytes,
        Set<String> signers,
        List<String> bundles,
        @Nullable String defect) {
    Contents {
        members = List.copyOf(members);
        signers = Set.copyOf(signers);
        bundles = List.copyOf(bundles);
    }

    boolean hasTheContentOf(Contents other) {
        return sha256.equals(other.sha256) && kind == other.kind;
    }

    boolean isSameBundleAs(Contents other) {
        return symbolicName != null && symbolicName.equals(other.symbolicName);
    }
}
