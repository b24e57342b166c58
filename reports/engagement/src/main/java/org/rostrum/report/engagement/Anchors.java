package org.rostrum.report.engagement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the accounts stand. Readers show these as bookmarks, so they are the names, each made unique. */
final class Anchors {
    private final Map<String, String> byAccount = new HashMap<>();

    Anchors(Engagement engagement) {
        Set<String> taken = new HashSet<>();
        List<Engagement.Part> parts = new ArrayList<>(engagement.pages());
        parts.addAll(engagement.small());
        for (Engagement.Part part : parts) {
            String anchor = part.name();
            for (int count = 2; !taken.add(anchor); count++) {
                anchor = part.name() + " (" + count + ")";
            }
            byAccount.put(part.id(), anchor);
        }
    }

    /** Null when the account stands only in the table. */
    @Nullable
    String of(Engagement.Part part) {
        return byAccount.get(part.id());
    }
}
