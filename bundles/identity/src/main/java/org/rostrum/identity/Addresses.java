package org.rostrum.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Network addresses as text. */
final class Addresses {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    /** Only what is an address by its look is parsed, so that no name is ever looked up. */
    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private Addresses() {}

    /**
     * The address in one spelling, without port, brackets and scope.
     *
     * @return null when the text is no address
     */
    static @Nullable String normal(String text) {
        String bare = text.strip();
        if (bare.matches("\\[.*\\]:\\d+")) {
            bare = bare.substring(0, bare.lastIndexOf(':'));
        } else if (bare.matches("[0-9.]+:\\d+")) {
            bare = bare.substring(0, bare.indexOf(':'));
        }
        bare = bare.replaceFirst("^\\[", "").replaceFirst("\\]$", "").replaceFirst("%.*$", "");
        if (!LITERAL.matcher(bare).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(bare).getHostAddress();
        } catch (UnknownHostException wrong) {
            return null;
        }
    }

    /** The address itself for IPv4; for IPv6, of which one household has 2^64, its /64 network. */
    static String network(String address) {
        String normal = normal(address);
        if (normal == null || normal.indexOf(':') < 0) {
            return normal == null ? "other" : normal;
        }
        try {
            byte[] bytes = InetAddress.getByName(normal).getAddress();
            java.util.Arrays.fill(bytes, 8, bytes.length, (byte) 0);
            return Inet6Address.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("checked above", impossible);
        }
    }
}
