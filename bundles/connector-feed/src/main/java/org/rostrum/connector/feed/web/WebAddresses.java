package org.rostrum.connector.feed.web;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Addresses that we are ready to ask. */
public final class WebAddresses {
    private static final Pattern HOST = Pattern.compile("(?i)(https?://)([^/?#:@\\[]+)(.*)");

    private WebAddresses() {}

    /** @throws DeliveryException REJECTED, saying what is wrong with it */
    public static URI parse(String text) throws DeliveryException {
        String stripped = text.strip();
        try {
            Matcher parts = HOST.matcher(stripped);
            URI address =
                    new URI(parts.matches() ? parts.group(1) + IDN.toASCII(parts.group(2)) + parts.group(3) : stripped);
            check(address);
            return address;
        } catch (URISyntaxException | IllegalArgumentException noAddress) {
            throw rejected("The address \"" + stripped + "\" is none.", noAddress);
        }
    }

    static void check(URI address) throws DeliveryException {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw rejected(
                    "Feeds are only read by http and https, not by \"" + scheme + "\". Give an address such as"
                            + " https://example.org/feed.xml.",
                    null);
        }
        if (address.getHost() == null) {
            throw rejected("The address names no server.", null);
        }
        if (address.getUserInfo() != null) {
            throw rejected("The address must not hold a user name or password.", null);
        }
    }

    private static DeliveryException rejected(String message, @org.jspecify.annotations.Nullable Throwable cause) {
        return new DeliveryException(FailureCategory.REJECTED, message, cause);
    }
}
