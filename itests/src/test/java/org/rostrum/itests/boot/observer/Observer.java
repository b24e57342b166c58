package org.rostrum.itests.boot.observer;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Tells through a Unix socket, whose path is in the framework property {@value #SOCKET}, what only the inside of the
 * framework knows. A client sends one word and gets lines of fields parted by tabs. It opens no port, for the tests count
 * ports.
 */
public final class Observer implements BundleActivator, SynchronousBundleListener {
    public static final String SOCKET = "observer.socket";
    public static final String NAME = "probe.observer";

    private static final String DUMP = "dump ";

    private final Loaders loaders = new Loaders();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private @Nullable ServerSocketChannel server;
    private @Nullable ServiceReference<ServiceComponentRuntime> runtime;

    @Override
    public void start(BundleContext context) throws IOException {
        runtime = context.getServiceReference(ServiceComponentRuntime.class);
        context.addBundleListener(this);
        ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Path socket = Path.of(context.getProperty(SOCKET));
        // when it is started anew, the file is there from before
        Files.deleteIfExists(socket);
        opened.bind(UnixDomainSocketAddress.of(socket));
        server = opened;
        Thread thread = new Thread(() -> serve(opened, context), NAME);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        ServerSocketChannel opened = server;
        if (opened != null) {
            opened.close();
        }
    }

    private void serve(ServerSocketChannel opened, BundleContext context) {
        while (opened.isOpen()) {
            try (SocketChannel client = opened.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
                    PrintWriter out =
                            new PrintWriter(Channels.newOutputStream(client), false, StandardCharsets.UTF_8)) {
                String asked = in.readLine();
                answer(asked == null ? "" : asked, context).forEach(line -> out.print(line + "\n"));
            } catch (RuntimeException | LinkageError defect) {
                // whoever asked gets half an answer; the next is to get one
                System.err.println("The observer: " + defect);
            } catch (IOException broken) {
                // the client sees that it gets nothing
            }
        }
    }

    private Stream<String> answer(String asked, BundleContext context) {
        return switch (asked) {
            case "bundles" -> Stream.of(context.getBundles()).map(Observer::bundle);
            case "components" -> components(context);
            case "services" -> Stream.of(context.getBundles()).flatMap(Observer::services);
            case "events" -> events.stream();
            case "loaders" -> loaders.living().map(Observer::line);
            case "threads" -> Thread.getAllStackTraces().keySet().stream().map(thread -> line(thread.getName()));
            case "beans" -> ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
                    .map(bean -> line(bean.getCanonicalName()));
            default -> asked.startsWith(DUMP)
                    ? Stream.of(line(dump(asked.substring(DUMP.length()))))
                    : Stream.of("unknown: " + asked);
        };
    }

    private static String bundle(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        boolean fragment = revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
        return line(
                bundle.getBundleId(),
                bundle.getSymbolicName(),
                bundle.getState(),
                fragment,
                bundle.getLastModified(),
                bundle.getLocation());
    }

    private static Stream<String> services(Bundle bundle) {
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        return registered == null
                ? Stream.of()
                : Stream.of(registered)
                        .map(reference -> line(
                                bundle.getSymbolicName(),
                                reference.getProperty(Constants.SERVICE_ID),
                                String.join(",", (String[]) reference.getProperty(Constants.OBJECTCLASS))));
    }

    private Stream<String> components(BundleContext context) {
        ServiceReference<ServiceComponentRuntime> reference = runtime;
        ServiceComponentRuntime found = reference == null ? null : context.getService(reference);
        return found == null
                ? Stream.of()
                : found.getComponentDescriptionDTOs().stream().flatMap(description -> components(found, description));
    }

    private static Stream<String> components(ServiceComponentRuntime runtime, ComponentDescriptionDTO description) {
        return runtime.getComponentConfigurationDTOs(description).stream()
                .map(configuration -> line(
                        description.bundle.symbolicName,
                        description.name,
                        description.configurationPolicy,
                        state(configuration.state),
                        Stream.of(configuration.unsatisfiedReferences)
                                .map(missing -> missing.name)
                                .toList()));
    }

    private static String state(int state) {
        return switch (state) {
            case ComponentConfigurationDTO.ACTIVE -> "ACTIVE";
            case ComponentConfigurationDTO.SATISFIED -> "SATISFIED";
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> "UNSATISFIED_CONFIGURATION";
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> "UNSATISFIED_REFERENCE";
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> "FAILED_ACTIVATION";
            default -> "state " + state;
        };
    }

    /** Only what is reachable. */
    private static String dump(String file) {
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, true);
            return "dumped";
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        loaders.note(event);
        events.add(line(event.getType(), event.getBundle().getSymbolicName()));
    }

    private static String line(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object field : fields) {
            line.append(line.isEmpty() ? "" : "\t").append(field);
        }
        return line.toString();
    }
}
