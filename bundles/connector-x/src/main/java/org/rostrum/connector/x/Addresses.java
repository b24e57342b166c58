package org.rostrum.connector.x;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that people will click on: nothing but http and https, and bounded. */
final class Addresses {
    private static final int LONGEST = 2_048;
    private static final String UNSAFE = " \"<>\\^`{|}";
    private static final Pattern STATUS = Pattern.compile(
            "https?://(?:www\\.|mobile\\.)?(?:x|twitter)\\.com/(?:[A-Za-z0-9_]{1,50}|i/web|i)/status(?:es)?/([0-9]{1,19})(?:[/?#].*)?",
            Pattern.CASE_INSENSITIVE);

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

    /** The id of the post that people see there; null when it is the address of something else. */
    static @Nullable String post(String address) {
        Matcher matcher = STATUS.matcher(address.strip());
        return matcher.matches() ? matcher.group(1) : null;
    }
}
