package org.rostrum.connector.x;

import java.util.ArrayList;
import java.util.List;

/** What the account must grant the app, by what is done with it. */
final class Scopes {
    static final List<String> READ = List.of("tweet.read", "users.read");
    static final List<String> WRITE = List.of("tweet.read", "tweet.write", "users.read");
    static final List<String> MEDIA = List.of("media.write");
    static final List<String> HIDE = List.of("tweet.moderate.write", "tweet.read", "users.read");
    static final List<String> LIKE = List.of("like.write", "tweet.read", "users.read");
    static final List<String> READ_MESSAGES = List.of("dm.read", "tweet.read", "users.read");
    static final List<String> WRITE_MESSAGES = List.of("dm.write", "tweet.read", "users.read");

    /** Needed by every channel. */
    static final List<String> ALL =
            List.of("media.write", "offline.access", "tweet.moderate.write", "tweet.read", "tweet.write", "users.read");

    private Scopes() {}

    /** What a channel with these settings needs. */
    static List<String> of(XSettings settings) {
        List<String> needed = new ArrayList<>(ALL);
        if (settings.directMessages()) {
            needed.add("dm.read");
            needed.add("dm.write");
        }
        if (settings.isEnterprise()) {
            needed.add("like.write");
        }
        return needed;
    }
}
