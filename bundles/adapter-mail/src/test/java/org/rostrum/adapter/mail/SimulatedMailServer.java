package org.rostrum.adapter.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.rostrum.testkit.connector.SimulatedNetwork;
import org.rostrum.testkit.connector.Trouble;

/** A mail server as what adapters deliver to; what it says comes from {@link ScriptedSmtp}. */
final class SimulatedMailServer extends SimulatedNetwork {
    static final String PASSWORD = "pass-of-the-sender";

    private final ScriptedSmtp server = new ScriptedSmtp();

    int port() {
        return server.port();
    }

    /** The texts and the attachments of a mail. */
    private record Parts(String id, List<String> texts, List<byte[]> attachments) {}

    private List<Parts> mails() {
        return server.mails.stream().map(SimulatedMailServer::read).toList();
    }

    private static Parts read(String source) {
        try {
            MimeMessage message = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(source.getBytes(StandardCharsets.US_ASCII)));
            Parts parts = new Parts(message.getMessageID(), new ArrayList<>(), new ArrayList<>());
            collect(message.getContent(), parts);
            return parts;
        } catch (MessagingException | IOException broken) {
            throw new IllegalStateException("No mail: " + source, broken);
        }
    }

    private static void collect(Object content, Parts parts) throws MessagingException, IOException {
        if (content instanceof String text) {
            parts.texts().add(text);
        } else if (content instanceof MimeMultipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart part = several.getBodyPart(i);
                if (part.getFileName() == null) {
                    collect(part.getContent(), parts);
                } else {
                    parts.attachments().add(part.getInputStream().readAllBytes());
                }
            }
        }
    }

    @Override
    public List<Said> said() {
        return mails().stream()
                .map(mail -> new Said(mail.id(), String.join("\n", mail.texts()), null))
                .toList();
    }

    @Override
    public boolean received(byte[] content) {
        return mails().stream()
                .flatMap(mail -> mail.attachments().stream())
                .anyMatch(attachment -> Arrays.equals(attachment, content));
    }

    @Override
    public boolean received(String words) {
        return server.mails.stream().anyMatch(mail -> mail.contains(words));
    }

    @Override
    public void revoke() {
        server.answer("AUTH", "535 5.7.8 not any more");
    }

    @Override
    public Set<String> secrets() {
        return Set.of(PASSWORD);
    }

    @Override
    public void trouble(Trouble next) {
        server.answer("HELLO", words(next));
    }

    @Override
    public void troubleForPosts(Trouble next, int times) {
        if (next.kind() == Trouble.Kind.STATUS) {
            // the address is what is refused: then no mail has come
            server.answer("RCPT", words(next));
        } else {
            server.answer(".", words(next));
        }
    }

    private static String words(Trouble trouble) {
        return switch (trouble.kind()) {
            case STATUS -> trouble.status() + " trouble";
            case CUT_BEFORE, CUT_AFTER -> ScriptedSmtp.CUT;
            case HALF_ANSWER -> ScriptedSmtp.HALF;
            case SILENCE -> ScriptedSmtp.SILENCE;
        };
    }

    @Override
    public void calm() {
        server.answer("HELLO", "220 ready").answer("RCPT", "250 ok").answer(".", "250 taken");
    }

    @Override
    public void troubleNowAndThen(Trouble next, int every) {
        throw new UnsupportedOperationException("Mails are sent one by one.");
    }

    @Override
    public String say(String text) {
        throw new UnsupportedOperationException("This server only takes mails.");
    }

    @Override
    public int calls() {
        return server.commands.size();
    }

    @Override
    public int posts() {
        return server.mails.size();
    }

    @Override
    public boolean isSilent() {
        return server.silent;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
