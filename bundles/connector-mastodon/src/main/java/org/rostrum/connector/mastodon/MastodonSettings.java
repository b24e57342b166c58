package org.rostrum.connector.mastodon;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/** Checked settings of a channel; never printed, because of the token. */
final class MastodonSettings {
    private static final int LONGEST_TOKEN = 1024;

    private final String server;
    private final String token;
    private final boolean ownPosts;

    private MastodonSettings(String server, String token, boolean ownPosts) {
        this.server = server;
        this.token = token;
        this.ownPosts = ownPosts;
    }

    static MastodonSettings of(MastodonConfig config) {
        return of(config.server(), config._accessToken(), config.ownPosts());
    }

    /** @throws Problem naming the setting */
    static MastodonSettings of(Map<String, String> settings) {
        return of(settings.get("server"), settings.get("accessToken"), !"false".equals(settings.get("ownPosts")));
    }

    private static MastodonSettings of(@Nullable String server, @Nullable String token, boolean ownPosts) {
        return new MastodonSettings(
                server(server == null ? "" : server.strip()), token(token == null ? "" : token.strip()), ownPosts);
    }

    /** People say "mastodon.social" as often as they give the whole address. */
    private static String server(String text) {
        String whole = text.contains("://") ? text : "https://" + text;
        try {
            URI address = new URI(whole);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http"))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null) {
                return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
            }
        } catch (URISyntaxException none) {
            // said below
        }
        throw Problem.invalid(
                "server", "\"" + text + "\" is no address of a server.", "Give one such as https://mastodon.social.");
    }

    private static String token(String text) {
        if (text.isEmpty()
                || text.length() > LONGEST_TOKEN
                || text.chars().anyMatch(sign -> sign <= ' ' || sign >= 0x7F)) {
            throw Problem.invalid(
                    "accessToken",
                    text.isEmpty() ? "The access token is missing." : "This is no access token.",
                    "Make an application under Preferences, Development, and give its access token.");
        }
        return text;
    }

    String server() {
        return server;
    }

    String token() {
        return token;
    }

    boolean ownPosts() {
        return ownPosts;
    }
}
