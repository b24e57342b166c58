package org.rostrum.adapter.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.icegreen.greenmail.util.GreenMail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that answers as it is told to. The greeting is the command {@code HELLO}, the end of a mail {@code .}. */
final class ScriptedSmtp implements AutoCloseable {
    /** Instead of an answer: the connection ends. */
    static final String CUT = "cut";

    /** Instead of an answer: the connection is reset, so that also what was sent before may be lost. */
    static final String RESET = "reset";

    /** Instead of an answer: the beginning of one, and the connection ends. */
    static final String HALF = "half";

    /** Instead of an answer: nothing. */
    static final String SILENCE = "silence";

    private static final int MOST_KEPT = 100_000;

    private final ServerSocket listener;
    final AtomicLong received = new AtomicLong();
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "HELLO", "220 ready",
            "EHLO", "250-here\r\n250 AUTH PLAIN",
            "AUTH", "235 welcome",
            "MAIL", "250 ok",
            "RCPT", "250 ok",
            "DATA", "354 go on",
            ".", "250 taken",
            "RSET", "250 ok",
            "QUIT", "221 bye"));
    /** Whether somebody waits, or has waited, for an answer that does not come. */
    volatile boolean silent;

    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> mails = new CopyOnWriteArrayList<>();

    ScriptedSmtp() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        start(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** @param command a verb, or a whole line such as {@code RCPT TO:<joe@example.org>} */
    ScriptedSmtp answer(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                start(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void converse(Socket connection) {
        try (connection) {
            serve(connection);
        } catch (IOException ended) {
            // the other one has gone
        }
    }

    private void serve(Socket connection) throws IOException {
        Socket socket = connection;
        BufferedReader in = reader(socket);
        if (!say(socket, "HELLO")) {
            return;
        }
        String line = in.readLine();
        while (line != null) {
            commands.add(line);
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            String key = answers.containsKey(line) ? line : verb;
            if (!say(socket, key) || verb.equals("QUIT")) {
                return;
            }
            if (verb.equals("DATA") && answers.getOrDefault("DATA", "").startsWith("354")) {
                String mail = mail(in);
                if (mail == null) {
                    return;
                }
                mails.add(mail);
                if (!say(socket, ".")) {
                    return;
                }
            }
            if (verb.equals("STARTTLS") && answers.getOrDefault("STARTTLS", "").startsWith("220")) {
                socket = protect(socket);
                in = reader(socket);
            }
            line = in.readLine();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    /** With the certificate of GreenMail, which nobody has signed. */
    private static Socket protect(Socket socket) throws IOException {
        char[] password = "changeit".toCharArray();
        try (InputStream file = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, password);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            SSLSocket secure =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            secure.setUseClientMode(false);
            return secure;
        } catch (GeneralSecurityException failure) {
            throw new IOException(failure);
        }
    }

    /** Null when it broke off: a mail without its end is none. */
    private @Nullable String mail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                return mail.toString();
            }
            received.addAndGet(line.length());
            if (mail.length() < MOST_KEPT) {
                mail.append(line).append('\n');
            }
        }
        return null;
    }

    /** @return false when the conversation ends */
    private boolean say(Socket socket, String key) throws IOException {
        String answer = answers.getOrDefault(key, "500 what?");
        switch (answer) {
            case CUT -> {
                return false;
            }
            case RESET -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case HALF -> {
                socket.getOutputStream().write("25".getBytes(US_ASCII));
                return false;
            }
            case SILENCE -> {
                silent = true;
                return true;
            }
            default -> {
                OutputStream out = socket.getOutputStream();
                out.write((answer + "\r\n").getBytes(US_ASCII));
                out.flush();
                // a server that closes down says so and goes
                return !answer.startsWith("421");
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
