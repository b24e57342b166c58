package org.rostrum.delivery.outbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The name under which this part of this process hands deliveries over: host, process, its start and a random part. */
record Node(String host, long process, long started, String part) {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    static Node here() {
        return new Node(
                hostName(),
                ProcessHandle.current().pid(),
                start(ProcessHandle.current()),
                UUID.randomUUID().toString().substring(0, 8));
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replace('/', '-');
            return name.length() > 60 ? name.substring(0, 60) : name;
        } catch (UnknownHostException nameless) {
            LOG.debug("This machine does not know its own name", nameless);
            return "localhost";
        }
    }

    /** As it is kept in the database; at most 120 characters. */
    String id() {
        return host + "/" + process + "/" + started + "/" + part;
    }

    /**
     * Whether the process that an id names runs no more, for certain: it ran on this machine and is not there. Of
     * processes on other machines nothing is certain, because they may just be cut off.
     */
    boolean isGone(String id) {
        String[] parts = id.split("/", -1);
        if (parts.length != 4 || !parts[0].equals(host)) {
            return false;
        }
        try {
            long other = Long.parseLong(parts[1]);
            long otherStart = Long.parseLong(parts[2]);
            return ProcessHandle.of(other)
                    .map(process -> start(process) != otherStart)
                    .orElse(true);
        } catch (NumberFormatException foreign) {
            LOG.debug("Not a name of ours: {}", id, foreign);
            return false;
        }
    }
}
