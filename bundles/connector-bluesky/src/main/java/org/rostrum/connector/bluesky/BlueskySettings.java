package org.rostrum.connector.bluesky;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/** Checked settings of a channel; never printed, because of the password. */
final class BlueskySettings {
    private static final Pattern HANDLE =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DID = Pattern.compile("did:[a-z]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._-]");

    private final String handle;
    private final String password;
    private final String service;
    private final String web;
    private final boolean ownPosts;

    private BlueskySettings(String handle, String password, String service, String web, boolean ownPosts) {
        this.handle = handle;
        this.password = password;
        this.service = service;
        this.web = web;
        this.ownPosts = ownPosts;
    }

    static BlueskySettings of(BlueskyConfig config) {
        return of(config.handle(), config._appPassword(), config.service(), config.webAddress(), config.ownPosts());
    }

    /** @throws Problem naming the setting */
    static BlueskySettings of(Map<String, String> settings) {
        return of(
                settings.get("handle"),
                settings.get("appPassword"),
                settings.getOrDefault("service", "https://bsky.social"),
                settings.getOrDefault("webAddress", "https://bsky.app"),
                !"false".equals(settings.get("ownPosts")));
    }

    private static BlueskySettings of(
            @Nullable String handle, @Nullable String password, String service, String web, boolean ownPosts) {
        return new BlueskySettings(
                handle(handle == null ? "" : handle.strip()),
                password(password == null ? "" : password.strip()),
                address("service", service, "https://bsky.social"),
                address("webAddress", web, "https://bsky.app"),
                ownPosts);
    }

    private static String handle(String text) {
        String name = text.startsWith("@") ? text.substring(1) : text;
        if (DID.matcher(name).matches()) {
            return name;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.length() > 253 || !HANDLE.matcher(lower).matches()) {
            throw Problem.invalid(
                    "handle",
                    "\"" + text + "\" is no handle.",
                    "Give the whole name, with its domain, such as acme.bsky.social.");
        }
        return lower;
    }

    private static String password(String text) {
        if (text.isEmpty() || text.length() > 512 || text.chars().anyMatch(Character::isWhitespace)) {
            throw Problem.invalid(
                    "appPassword",
                    text.isEmpty() ? "The app password is missing." : "This is no app password.",
                    "Make one under Settings, Privacy and security, App passwords.");
        }
        return text;
    }

    private static String address(String setting, String text, String example) {
        try {
            URI address = new URI(text.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http"))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null) {
                String whole = address.toString();
                return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
            }
        } catch (URISyntaxException none) {
            // said below
        }
        throw Problem.invalid(
                setting, "\"" + text + "\" is no address of a server.", "Give one such as " + example + ".");
    }

    String handle() {
        return handle;
    }

    String password() {
        return password;
    }

    String service() {
        return service;
    }

    String web() {
        return web;
    }

    boolean ownPosts() {
        return ownPosts;
    }
}
