package org.rostrum.oidc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.http.HttpAddress;

/** Which addresses of a provider are good enough to be trusted with a sign-in. */
final class Addresses {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Addresses() {}

    /** What is wrong with an address, in words; null when nothing is. Only this machine is asked without TLS. */
    static @Nullable String fault(String text) {
        URI address;
        try {
            address = new URI(text);
            HttpAddress.check(address);
        } catch (URISyntaxException none) {
            return "This is no address.";
        } catch (IllegalArgumentException unusable) {
            return unusable.getMessage();
        }
        boolean plain = String.valueOf(address.getScheme()).equalsIgnoreCase("http");
        return plain && !THIS_MACHINE.contains(address.getHost().toLowerCase(Locale.ROOT))
                ? "It must begin with https:// (http is for a provider on this machine)."
                : null;
    }
}
