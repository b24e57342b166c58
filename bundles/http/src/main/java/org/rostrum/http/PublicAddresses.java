package org.rostrum.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are open to everybody: what the special-purpose registries of IANA (RFC 6890) do not reserve. IPv6
 * addresses that carry an IPv4 address (NAT64, 6to4) are judged by it.
 */
final class PublicAddresses {
    private static final List<AddressBlock> CLOSED = List.of(
            AddressBlock.of("0.0.0.0", 8), // this network
            AddressBlock.of("10.0.0.0", 8), // private
            AddressBlock.of("100.64.0.0", 10), // behind the NAT of a provider
            AddressBlock.of("127.0.0.0", 8), // loopback
            AddressBlock.of("169.254.0.0", 16), // link-local, with the metadata of clouds
            AddressBlock.of("172.16.0.0", 12), // private
            AddressBlock.of("192.0.0.0", 24), // protocol assignments
            AddressBlock.of("192.0.2.0", 24), // documentation
            AddressBlock.of("192.88.99.0", 24), // 6to4 relays
            AddressBlock.of("192.168.0.0", 16), // private
            AddressBlock.of("198.18.0.0", 15), // benchmarks
            AddressBlock.of("198.51.100.0", 24), // documentation
            AddressBlock.of("203.0.113.0", 24), // documentation
            AddressBlock.of("224.0.0.0", 3), // multicast, reserved, broadcast
            AddressBlock.of("2001::", 23), // protocol assignments, with Teredo
            AddressBlock.of("2001:db8::", 32), // documentation
            AddressBlock.of("3fff::", 20)); // documentation

    /** All of IPv6 that is given out to the public; everything else is closed. */
    private static final AddressBlock GLOBAL = AddressBlock.of("2000::", 3);

    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::", 16);
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::", 96);

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        if (CLOSED.stream().anyMatch(block -> block.contains(address))) {
            return false;
        }
        if (address instanceof Inet4Address) {
            return true;
        }
        if (SIX_TO_FOUR.contains(address)) {
            return contain(carried(address, 2));
        }
        if (NAT64.contains(address)) {
            return contain(carried(address, 12));
        }
        return GLOBAL.contains(address);
    }

    private static InetAddress carried(InetAddress address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible); // four bytes are always an address
        }
    }
}
