package org.rostrum.oidc;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where the browser goes after signing in: a page of the console, and nowhere else. */
final class ReturnAddress {
    static final String HOME = "/console/";
    private static final int LONGEST = 1_000;

    private ReturnAddress() {}

    /** The address that was asked for when it is one of the console, else its first page. */
    static String of(@Nullable String wanted) {
        if (wanted == null || wanted.length() > LONGEST || !wanted.startsWith(HOME) || wanted.indexOf('\\') >= 0) {
            return HOME;
        }
        try {
            URI address = new URI(wanted);
            boolean inside = address.getScheme() == null
                    && address.getRawAuthority() == null
                    && address.normalize().getRawPath().startsWith(HOME)
                    && !address.getRawPath().contains("//")
                    && !address.getRawPath().contains("%");
            return inside ? address.toASCIIString() : HOME;
        } catch (URISyntaxException none) {
            return HOME;
        }
    }
}
