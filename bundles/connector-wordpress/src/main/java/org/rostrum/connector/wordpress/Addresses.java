package org.rostrum.connector.wordpress;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses that people will click on: nothing but http and https, and bounded. */
final class Addresses {
    private static final int LONGEST = 2_048;
    private static final String UNSAFE = " \"<>\\^`{|}";

    private Addresses() {}

    /** Null when it is none. */
    static @Nullable URI web(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
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
}
