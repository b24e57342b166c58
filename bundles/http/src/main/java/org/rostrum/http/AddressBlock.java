package org.rostrum.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that begin with the same bits. */
final class AddressBlock {
    private final byte[] prefix;
    private final int bits;

    private AddressBlock(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** @param address as a literal, so that nothing is looked up */
    static AddressBlock of(String address, int bits) {
        byte[] prefix = literal(address);
        if (bits < 0 || bits > prefix.length * 8) {
            throw new IllegalArgumentException(address + "/" + bits);
        }
        return new AddressBlock(prefix, bits);
    }

    /**
     * Reads {@code 10.0.0.0/8} or a single address.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        return slash < 0
                ? of(address, literal(address).length * 8)
                : of(address, Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether a text is meant as an address and not as the name of a host. */
    static boolean isMeant(String text) {
        return text.contains("/") || text.contains(":") || text.matches("[0-9.]+");
    }

    private static byte[] literal(String address) {
        if (!address.contains(":") && !address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            throw new IllegalArgumentException(address);
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException(address, noAddress);
        }
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((bytes[i / 8] & mask) != (prefix[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
