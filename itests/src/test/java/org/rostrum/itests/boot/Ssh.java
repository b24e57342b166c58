package org.rostrum.itests.boot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.awaitility.Awaitility;

/** The administration shell of a server, as somebody at the machine reaches it. */
final class Ssh implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final SshClient client = SshClient.setUpDefaultClient();
    private final int port;

    Ssh(int port) {
        this.port = port;
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        // not the keys of whoever runs the tests
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.start();
    }

    /**
     * What a command prints.
     *
     * @throws org.apache.sshd.common.SshException when the user is not let in
     */
    String run(String user, String password, String command) throws IOException {
        return run(user, password, command, channel -> {});
    }

    private String run(String user, String password, String command, Consumer<ChannelExec> prepare) throws IOException {
        return run(user, password, session -> session.createExecChannel(command), prepare);
    }

    /** Opens a channel. */
    @FunctionalInterface
    private interface Opening<C> {
        C in(ClientSession session) throws IOException;
    }

    private <C extends ClientChannel> String run(String user, String password, Opening<C> opening, Consumer<C> prepare)
            throws IOException {
        try (ClientSession session =
                client.connect(user, "127.0.0.1", port).verify(LONGEST).getSession()) {
            session.addPasswordIdentity(password);
            session.auth().verify(LONGEST);
            try (C channel = opening.in(session)) {
                prepare.accept(channel);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                channel.setOut(out);
                channel.setErr(out);
                channel.open().verify(LONGEST);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LONGEST);
                return out.toString(StandardCharsets.UTF_8);
            }
        }
    }

    /** What a command prints to whom types these keys, as {@code ssh -t} has it. */
    String runAtTerminal(String user, String password, String command, String keys) throws IOException {
        return run(user, password, command, channel -> {
            channel.setUsePty(true);
            channel.setPtyType("xterm");
            channel.setIn(new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)));
        });
    }

    /** A shell that stays open. */
    final class Held implements AutoCloseable {
        private final ClientSession session;
        private final ChannelShell channel;
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
        private final PipedOutputStream keys = new PipedOutputStream();

        private Held(String user, String password) throws IOException {
            session = client.connect(user, "127.0.0.1", port).verify(LONGEST).getSession();
            session.addPasswordIdentity(password);
            session.auth().verify(LONGEST);
            channel = session.createShellChannel();
            channel.setPtyType("dumb");
            channel.setIn(new PipedInputStream(keys));
            channel.setOut(shown);
            channel.setErr(shown);
            channel.open().verify(LONGEST);
        }

        void type(String text) throws IOException {
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        }

        String shown() {
            return shown.toString(StandardCharsets.UTF_8);
        }

        boolean isOpen() {
            return session.isOpen();
        }

        @Override
        public void close() throws IOException {
            session.close();
        }
    }

    /** Opens a shell and waits for its prompt: keys that come before it may be lost. */
    Held open(String user, String password) throws IOException {
        Held shell = new Held(user, password);
        Awaitility.await("a prompt").atMost(LONGEST).until(() -> shell.shown().contains(")> "));
        return shell;
    }

    @Override
    public void close() {
        client.stop();
    }
}
