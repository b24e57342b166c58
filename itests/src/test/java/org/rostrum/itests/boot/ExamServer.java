package org.rostrum.itests.boot;

import static org.ops4j.pax.exam.CoreOptions.environment;
import static org.ops4j.pax.exam.CoreOptions.serverMode;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.FileUtils;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.options.extra.VMOption;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.rostrum.itests.boot.observer.Loaders;
import org.rostrum.itests.boot.observer.Observer;

/**
 * The assembled distribution in a container of Pax Exam, one for all tests of a class. Pax Exam unpacks it and runs it in a
 * process of its own; once it is ready, the {@link Observer} is put into its deploy folder.
 *
 * <p>Nothing else is changed: Pax Exam's own feature stays out (the server fetches nothing from repositories, and tests of
 * what happens inside would be tests of another set of bundles), and the log stays as it is shipped.
 */
final class ExamServer implements BeforeAllCallback, AfterAllCallback {
    static final String ADMINS_PASSWORD = "known to its owner alone";

    private static final String FEATURES = "etc/org.apache.karaf.features.cfg";

    private @Nullable Path home;
    private @Nullable Path sockets;
    private @Nullable Ports ports;
    private @Nullable Api api;
    private @Nullable ProcessHandle process;
    private Api.@Nullable Caller admin;

    /** The server's web interface. */
    Api api() {
        return Objects.requireNonNull(api);
    }

    Ports ports() {
        return Objects.requireNonNull(ports);
    }

    /** Where it was unpacked to; data and configuration are there, too. */
    Path home() {
        return Objects.requireNonNull(home);
    }

    Path deploy() {
        return home().resolve("deploy");
    }

    Path log() {
        return home().resolve("data/log/rostrum.log");
    }

    ProcessHandle process() {
        return Objects.requireNonNull(process);
    }

    Inside inside() {
        return new Inside(Objects.requireNonNull(sockets).resolve("observer"));
    }

    Path initialPassword() {
        return home().resolve("data/initial-admin-password");
    }

    /**
     * A session of the first administrator, opened when it is first asked for; the password is replaced then by
     * {@link #ADMINS_PASSWORD}.
     */
    synchronized Api.Caller admin() {
        if (admin == null) {
            try {
                return adminAfter(Files.readString(initialPassword()));
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
        return admin;
    }

    /** {@link #admin()} where the first password was taken out of its file already. */
    synchronized Api.Caller adminAfter(String firstPassword) {
        admin = api().signIn("admin", firstPassword);
        api().changePassword(admin, "admin", firstPassword, ADMINS_PASSWORD).expect(204);
        return admin;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path distribution = Path.of(Objects.requireNonNull(
                System.getProperty("rostrum.distribution"), "the property rostrum.distribution names the archive"));
        Path folder = Path.of("target", "exam", context.getRequiredTestClass().getSimpleName())
                .toAbsolutePath();
        FileUtils.deleteDirectory(folder.toFile());
        Files.createDirectories(folder);
        // paths of such sockets are short
        sockets = Files.createTempDirectory("observer");
        ports = Ports.free();
        api = new Api(ports.http());
        // of a server before, when a class is tried once more
        admin = null;
        // Pax Exam passes this on to the server, and would take from the test's runner what that wants to tell this
        // process
        InputStream input = System.in;
        System.setIn(InputStream.nullInputStream());
        try {
            TestContainer container =
                    PaxExamRuntime.createContainer(PaxExamRuntime.createTestSystem(options(distribution, folder)));
            container.start();
            home = home(folder);
            process = Awaitility.await("process").atMost(Duration.ofSeconds(30)).until(this::running, Objects::nonNull);
            Awaitility.await("ready")
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> api().get(Api.Caller.NOBODY, "/health").expect(200));
            observe();
        } finally {
            System.setIn(input);
        }
    }

    private Option[] options(Path distribution, Path folder) throws IOException {
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration()
                        .frameworkUrl(distribution.toUri().toString())
                        .karafVersion("4.4.10")
                        .name("Rostrum")
                        .unpackDirectory(folder.resolve("unpacked").toFile())
                        .useDeployFolder(true),
                replaceConfigurationFile(
                        FEATURES, shippedFeatures(distribution, folder).toFile()),
                // makes the folder, as bin/rostrum does before the server starts
                replaceConfigurationFile(
                        "deploy/.empty",
                        Files.createFile(folder.resolve("empty")).toFile()),
                doNotModifyLogConfiguration(),
                configureConsole().ignoreLocalConsole(),
                serverMode(),
                systemTimeout(1000),
                keepRuntimeFolder(),
                environment("ROSTRUM_PORT=" + ports().http()),
                environment("ROSTRUM_SSH_PORT=" + ports().ssh())));
        Stream.of(
                        // as bin/setenv
                        "-Xmx512m",
                        "-XX:MaxMetaspaceSize=256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-Dfile.encoding=UTF-8",
                        // it lives for a minute
                        "-XX:TieredStopAtLevel=1",
                        // what only soft references hold is to go when it is looked whether anything is left
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        // as bin/karaf
                        "--add-reads=java.xml=java.logging",
                        "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                        "--patch-module=java.base=lib/endorsed/org.apache.karaf.specs.locator-4.4.10.jar",
                        "--patch-module=java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-4.4.10.jar",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.net=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
                        "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                        "-D" + Observer.SOCKET + "="
                                + Objects.requireNonNull(sockets).resolve("observer"),
                        "-classpath",
                        "lib/jdk9plus/*:lib/boot/*")
                .map(VMOption::new)
                .forEach(options::add);
        return options.toArray(Option[]::new);
    }

    /** Pax Exam would add a feature of its own to the list, if the list were not replaced: by what it is anyway. */
    private static Path shippedFeatures(Path distribution, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GzipCompressorInputStream(Files.newInputStream(distribution)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().endsWith("/" + FEATURES)) {
                    Path copy = folder.resolve("features.cfg");
                    Files.write(copy, tar.readAllBytes());
                    return copy;
                }
            }
        }
        throw new IOException(distribution + " has no " + FEATURES);
    }

    private static Path home(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder.resolve("unpacked"), 3)) {
            return below.filter(path -> Files.isDirectory(path.resolve("system")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Nothing was unpacked to " + folder));
        }
    }

    private @Nullable ProcessHandle running() throws IOException {
        Path file = home().resolve("karaf.pid");
        String pid = Files.exists(file) ? Files.readString(file).strip() : "";
        return pid.isEmpty() ? null : ProcessHandle.of(Long.parseLong(pid)).orElse(null);
    }

    /** Only when it is ready: a bundle of the test is no part of the boot. */
    private void observe() throws IOException {
        Jars.bundle(Observer.NAME, "1.0.0")
                .header("Bundle-Activator", Observer.class.getName())
                .header(
                        "Import-Package",
                        "javax.management,org.osgi.framework,org.osgi.framework.wiring,org.osgi.framework.dto,org.osgi.dto,"
                                + "org.osgi.service.component.runtime,org.osgi.service.component.runtime.dto")
                .with(Observer.class)
                .with(Loaders.class, Loaders.SEEN)
                .writeTo(deploy().resolve("observer.jar"));
        Awaitility.await("observer")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> !inside().bundles().isEmpty());
    }

    /** The server is ended as its scripts do it: the container's own way asks Pax Exam's feature, which is not there. */
    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        ProcessHandle ending = process;
        if (ending != null) {
            ending.destroy();
            ending.onExit().get(60, TimeUnit.SECONDS);
        }
        if (home != null) {
            // most of the space; log and configuration stay for those who look for a reason
            FileUtils.deleteDirectory(home.resolve("system").toFile());
            FileUtils.deleteDirectory(home.resolve("data/cache").toFile());
        }
        if (sockets != null) {
            FileUtils.deleteDirectory(sockets.toFile());
        }
    }
}
