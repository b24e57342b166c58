package org.rostrum.connector.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.connector.file.records.RejectedRecord;

/** Addresses that people will click on: nothing but http and https, and bounded. */
public final class Addresses {
    private static final int LONGEST = 2_048;
    private static final String UNSAFE = " \"<>\\^`{|}";

    private Addresses() {}

    /** @return null when it is none, or none of the web */
    public static @Nullable URI web(String field, @Nullable String text) throws RejectedRecord {
        URI address = parse(field, text);
        return address != null && isWeb(address) ? address : null;
    }

    /** Like {@link #web}; an address relative to the file is kept too, as exports use it for the media they bring along. */
    public static @Nullable URI webOrRelative(String field, @Nullable String text) throws RejectedRecord {
        URI address = parse(field, text);
        return address != null && (isWeb(address) || (!address.isAbsolute() && address.getAuthority() == null))
                ? address
                : null;
    }

    private static boolean isWeb(URI address) {
        String scheme = address.getScheme();
        return scheme != null
                && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                && address.getHost() != null;
    }

    private static @Nullable URI parse(String field, @Nullable String text) throws RejectedRecord {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST) {
            throw new RejectedRecord(field, "The address is longer than " + LONGEST + " characters.");
        }
        String stripped = text.strip();
        StringBuilder safe = new StringBuilder(stripped.length());
        for (int i = 0; i < stripped.length(); i++) {
            char one = stripped.charAt(i);
            if (one <= ' ' || one == 0x7F || UNSAFE.indexOf(one) >= 0) {
                safe.append(String.format(Locale.ROOT, "%%%02X", (int) one));
            } else {
                safe.append(one);
            }
        }
        try {
            return new URI(safe.toString());
        } catch (URISyntaxException noAddress) {
            return null;
        }
    }
}
