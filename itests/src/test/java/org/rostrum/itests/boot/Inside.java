package org.rostrum.itests.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;

/** What the {@link org.rostrum.itests.boot.observer.Observer} in a server tells. */
final class Inside {
    private static final Map<Integer, String> EVENTS = Map.of(
            BundleEvent.INSTALLED, "installed",
            BundleEvent.RESOLVED, "resolved",
            BundleEvent.STARTING, "starting",
            BundleEvent.STARTED, "started",
            BundleEvent.STOPPING, "stopping",
            BundleEvent.STOPPED, "stopped",
            BundleEvent.UPDATED, "updated",
            BundleEvent.UNRESOLVED, "unresolved",
            BundleEvent.UNINSTALLED, "uninstalled");

    private final Path socket;

    Inside(Path socket) {
        this.socket = socket;
    }

    /** A bundle; {@code lastModified} changes with every install, update and uninstall. */
    record BundleState(long id, String name, int state, boolean fragment, long lastModified) {
        boolean runs() {
            return fragment ? state == Bundle.RESOLVED : state == Bundle.ACTIVE;
        }
    }

    /** A configuration of a component of declarative services. */
    record ComponentState(String bundle, String name, String policy, String state, String unsatisfied) {}

    /** A registered service; a component that starts anew registers it under another id. */
    record ServiceState(String bundle, long id, String types) {}

    /** Something that happened to a bundle. */
    record Happened(String what, String bundle) {}

    List<BundleState> bundles() {
        return ask("bundles").stream()
                .map(fields -> new BundleState(
                        Long.parseLong(fields.get(0)),
                        fields.get(1),
                        Integer.parseInt(fields.get(2)),
                        Boolean.parseBoolean(fields.get(3)),
                        Long.parseLong(fields.get(4))))
                .toList();
    }

    List<ComponentState> components() {
        return ask("components").stream()
                .map(fields ->
                        new ComponentState(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4)))
                .toList();
    }

    List<ServiceState> services() {
        return ask("services").stream()
                .map(fields -> new ServiceState(fields.get(0), Long.parseLong(fields.get(1)), fields.get(2)))
                .toList();
    }

    /** Everything that happened to bundles since the observer is there, in order. */
    List<Happened> events() {
        return ask("events").stream()
                .map(fields -> new Happened(
                        EVENTS.getOrDefault(Integer.parseInt(fields.get(0)), "event " + fields.get(0)), fields.get(1)))
                .toList();
    }

    /** The bundles whose class loaders are still in memory, of those that came after the observer; one for each loader. */
    List<String> loaders() {
        return first("loaders");
    }

    /** Names of all threads. */
    List<String> threads() {
        return first("threads");
    }

    /** Names of all management beans. */
    List<String> beans() {
        return first("beans");
    }

    private List<String> first(String what) {
        return ask(what).stream().map(fields -> fields.get(0)).toList();
    }

    /** Writes what is reachable into a file. */
    void dump(Path file) {
        List<List<String>> answer = ask("dump " + file);
        if (!answer.equals(List.of(List.of("dumped")))) {
            throw new IllegalStateException(answer.toString());
        }
    }

    private List<List<String>> ask(String what) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap((what + "\n").getBytes(StandardCharsets.UTF_8)));
            try (BufferedReader answer = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))) {
                return answer.lines().map(line -> List.of(line.split("\t", -1))).collect(Collectors.toList());
            }
        } catch (IOException silent) {
            throw new UncheckedIOException("The observer does not answer at " + socket, silent);
        }
    }
}
