package org.rostrum.itests.boot;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks on the running server, by subject; each test is one, and one that gets through fails. What can be is generated from
 * the description of the API, so that a new operation is attacked, too. {@code docs/asvs.md} says what they stand for.
 */
class AttackIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    /** One after another: each subject begins when the one before it has ended. */
    @TestFactory
    Stream<DynamicContainer> attacks(@TempDir Path folder) throws IOException {
        Described described = Described.by(SERVER.api());
        Decoy decoy = new Decoy();
        TriedChannels channels = new TriedChannels(SERVER, decoy);
        return Stream.of(
                // there is a limit on checks of channels: those of connectors come when it no longer makes them wait
                on("addresses", () -> {
                    channels.prepare();
                    return new AddressAttacks(SERVER, decoy, channels).all();
                }),
                on("sessions and forged requests", () -> new SessionAttacks(SERVER).all()),
                on("headers, caches, other origins", () -> new HeaderAttacks(SERVER, described).all()),
                on("wire", () -> new WireAttacks(SERVER).all()),
                on("input", () -> new InputAttacks(SERVER, described).all()),
                on("ids of others", () -> new ForeignAttacks(SERVER, described, folder).all()),
                on("files", () -> new FileAttacks(SERVER, folder).all()),
                on("addresses of connectors", () -> new ConnectorAttacks(SERVER, described, decoy, channels).all()),
                on("leaks", () -> new LeakAttacks(SERVER, described).all()),
                // the last one: nobody can sign in after it
                on("guessing", () -> new GuessingAttacks(SERVER).all()));
    }

    /** What prepares and makes the tests of a subject. */
    private interface Subject {
        Stream<DynamicTest> tests() throws IOException;
    }

    private static DynamicContainer on(String name, Subject subject) {
        return dynamicContainer(name, Stream.of(subject).flatMap(one -> {
            try {
                return one.tests();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }));
    }
}
