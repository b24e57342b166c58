package org.rostrum.spi.http;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of servers as people write them into settings, and as networks tell them. */
public final class HttpAddress {
    private static final int LONGEST_LINK = 2_048;
    private static final String UNSAFE = " \"<>\\^`{|}";
    private static final Pattern HOST = Pattern.compile("(?i)(https?://)([^/?#:@\\[]+)(.*)");

    private HttpAddress() {}

    /**
     * Reads an address of http or https, with the name of its host in whatever script.
     *
     * @throws IllegalArgumentException in words for people, who see it beside the setting; does not repeat what was given, as
     *     that may hold a password
     */
    public static URI parse(String text) {
        String stripped = text.strip();
        URI address;
        try {
            Matcher parts = HOST.matcher(stripped);
            address =
                    new URI(parts.matches() ? parts.group(1) + IDN.toASCII(parts.group(2)) + parts.group(3) : stripped);
        } catch (URISyntaxException | IllegalArgumentException noAddress) {
            // the cause would repeat it
            throw new IllegalArgumentException("This is no address. Give one such as https://example.org/.");
        }
        check(address);
        return address;
    }

    /**
     * A link that a network tells and people will click on: nothing but http and https, and bounded. Characters that belong in no
     * address, but stand in many, are encoded.
     *
     * @return null when it is none
     */
    public static @Nullable URI link(String text) {
        if (text.isBlank() || text.length() > LONGEST_LINK) {
            return null;
        }
        StringBuilder safe = new StringBuilder(text.length());
        for (char one : text.strip().toCharArray()) {
            if (one <= ' ' || one == 0x7F || UNSAFE.indexOf(one) >= 0) {
                safe.append(String.format(Locale.ROOT, "%%%02X", (int) one));
            } else {
                safe.append(one);
            }
        }
        try {
            URI address = new URI(safe.toString());
            String scheme = String.valueOf(address.getScheme());
            boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
            return web && address.getHost() != null ? address : null;
        } catch (URISyntaxException none) {
            return null;
        }
    }

    /**
     * Whether an {@link HttpClient} is ready to ask there, but for where the name of the host leads to.
     *
     * @throws IllegalArgumentException in words for people
     */
    public static void check(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException((scheme.isEmpty()
                            ? "It is no address of a server."
                            : "Servers are only asked by http and https, not by \"" + scheme + "\".")
                    + " Give an address such as https://example.org/.");
        }
        if (address.getHost() == null || address.getPort() > 65_535) {
            throw new IllegalArgumentException("The address names no server.");
        }
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The address must not hold a user name or password.");
        }
    }
}
