package org.rostrum.itests.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Where a process waits for others, as the kernel sees it (Linux). */
final class Listening {
    private static final String LISTEN = "0A";
    /** What the kernel calls the state of a UDP socket that is bound and waits. */
    private static final String UNCONNECTED = "07";

    private Listening() {}

    /** Addresses of the sockets, TCP and UDP, that take what comes. */
    static List<InetSocketAddress> of(long pid) throws IOException {
        Set<String> own = inodes(pid);
        Path net = Path.of("/proc", Long.toString(pid), "net");
        List<InetSocketAddress> all = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            Path file = net.resolve(table);
            if (!Files.exists(file)) {
                continue;
            }
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.strip().split("\\s+", -1);
                String waiting = table.startsWith("tcp") ? LISTEN : UNCONNECTED;
                if (fields.length > 9 && fields[3].equals(waiting) && own.contains(fields[9])) {
                    all.add(address(fields[1]));
                }
            }
        }
        return all;
    }

    private static Set<String> inodes(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring(8, target.length() - 1));
                    }
                } catch (NoSuchFileException closed) {
                    // in the meantime
                }
            }
        }
        return inodes;
    }

    /** The kernel writes addresses in words of 32 bits, the bytes of each in the machine's order. */
    private static InetSocketAddress address(String field) throws IOException {
        String[] parts = field.split(":", -1);
        byte[] raw = HexFormat.of().parseHex(parts[0]);
        byte[] address = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            address[i] = raw[i - i % 4 + 3 - i % 4];
        }
        return new InetSocketAddress(InetAddress.getByAddress(address), Integer.parseInt(parts[1], 16));
    }
}
