package org.rostrum.report.engagement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the pages of the accounts are. Readers show these as bookmarks, so they are the names, each made unique. */
final class Anchors {
    private final Map<String, String> byAccount = new HashMap<>();

    Anchors(Engagement engagement) {
        Set<String> taken = new HashSet<>();
        for (Engagement.Part part : engagement.pages()) {
            String anchor = part.name();
            for (int count = 2; !taken.add(anchor); count++) {
                anchor = part.name() + " (" + count + ")";
            }
            byAccount.put(id(part), anchor);
        }
    }

    /** Null when the account has no page of its own. */
    @Nullable
    String of(Engagement.Part part) {
        return byAccount.get(id(part));
    }

    private static String id(Engagement.Part part) {
        return part.account() == null ? "" : part.account().id();
    }
}
