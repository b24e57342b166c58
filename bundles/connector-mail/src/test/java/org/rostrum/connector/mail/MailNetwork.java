package org.rostrum.connector.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.SimulatedNetwork;
import org.rostrum.testkit.connector.Trouble;

/**
 * Mail servers and people who write mails, with relays before the servers. The servers file what is sent, as large mail services
 * do, if they are told to.
 */
final class MailNetwork extends SimulatedNetwork {
    static final String ADDRESS = "care@acme.example";
    static final String CUSTOMER = "jane@customers.example";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final MailHost host;
    private final MailRelay imap;
    private final MailRelay smtp;
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger postsToTrouble = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean filing = true;
    private volatile @Nullable Trouble trouble;
    private volatile @Nullable Trouble troubleOfPosts;
    private volatile int every = 1;
    private final AtomicInteger appendsToCut = new AtomicInteger();

    MailNetwork(MailHost host) throws IOException {
        this.host = host;
        this.imap = new MailRelay(host.imapPort(), new Imap());
        this.smtp = new MailRelay(host.smtpPort(), new Smtp());
    }

    MailHost host() {
        return host;
    }

    MailRelay imap() {
        return imap;
    }

    MailRelay smtp() {
        return smtp;
    }

    /** The next time a copy is filed, the connection is cut in its middle. */
    void cutNextAppend() {
        appendsToCut.set(1);
    }

    /** Whether the server puts what is sent into the folder of sent mails. */
    void file(boolean on) {
        filing = on;
    }

    Map<String, String> settings() {
        return new LinkedHashMap<>(Map.of(
                "address",
                "Acme Care <" + ADDRESS + ">",
                "user",
                host.user(),
                "password",
                host.password(),
                "imapHost",
                "127.0.0.1",
                "imapPort",
                Integer.toString(imap.port()),
                "imapSecurity",
                "NONE",
                "smtpHost",
                "127.0.0.1",
                "smtpPort",
                Integer.toString(smtp.port()),
                "smtpSecurity",
                "NONE",
                "patienceSeconds",
                "2"));
    }

    @Nullable
    private Trouble ofAConnection() {
        Trouble now = trouble;
        return now != null && connections.incrementAndGet() % every == 0 ? now : null;
    }

    private final class Imap implements MailRelay.Script {
        @Override
        public @Nullable Trouble atTheBeginning() {
            return ofAConnection();
        }

        @Override
        public @Nullable Trouble at(String line) {
            return null;
        }

        @Override
        public int cutAfter(String line) {
            if (line.contains(" APPEND ") && appendsToCut.getAndSet(0) > 0) {
                return 6;
            }
            return -1;
        }

        @Override
        public String words(Trouble now, @Nullable String line) {
            return switch (now.status()) {
                case 200 -> "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html></html>\r\n";
                case 429 -> "* BYE Request is throttled. Suggested Backoff Time: "
                        + 1000L * Integer.parseInt(now.headers().getOrDefault("Retry-After", "300"))
                        + " milliseconds\r\n";
                default -> "* BYE [UNAVAILABLE] Trouble " + now.status() + "\r\n";
            };
        }
    }

    private final class Smtp implements MailRelay.Script {
        @Override
        public @Nullable Trouble atTheBeginning() {
            return ofAConnection();
        }

        @Override
        public @Nullable Trouble at(String line) {
            posts.incrementAndGet();
            Trouble now = troubleOfPosts;
            return now != null && postsToTrouble.getAndDecrement() > 0 ? now : null;
        }

        @Override
        public String words(Trouble now, @Nullable String line) {
            return switch (now.status()) {
                case 400 -> "554 5.6.0 Content refused\r\n";
                case 401 -> "530 5.7.0 Authentication required\r\n";
                case 422 -> "550 5.7.1 Not like this\r\n";
                case 429 -> "451 4.7.0 Too many messages, slow down\r\n";
                case 500 -> "451 4.3.0 Local error in processing\r\n";
                default -> "421 4.3.2 Service not available\r\n";
            };
        }

        @Override
        public void taken(byte[] mail) {
            if (filing) {
                host.file(mail);
            }
        }
    }

    /** Puts a mail into the mailbox as it is. */
    void deliver(String mail) {
        host.deliver(mail.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The header of a mail of the customer. */
    static String header(String id, String... more) {
        return "Return-Path: <" + CUSTOMER + ">\nMessage-ID: <" + id + ">\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC))
                + "\nFrom: Jane Doe <" + CUSTOMER + ">\nTo: " + ADDRESS + "\n" + String.join("\n", more)
                + (more.length == 0 ? "" : "\n");
    }

    static String newId() {
        return "c" + NUMBER.incrementAndGet() + "." + System.nanoTime() + "@customers.example";
    }

    @Override
    public String say(String text) {
        String id = newId();
        deliver(header(
                        id,
                        "Subject: Question",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Transfer-Encoding: 8bit")
                + "\n" + text + "\n");
        return id;
    }

    @Override
    public List<Said> said() {
        List<Said> said = new ArrayList<>();
        for (MimeMessage mail : host.sentToCustomers()) {
            try {
                String answered = mail.getHeader("In-Reply-To", null);
                said.add(new Said(
                        bare(mail.getMessageID()), texts(mail).toString(), answered == null ? null : bare(answered)));
            } catch (MessagingException | IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        return said;
    }

    private static String bare(String id) {
        return id.strip().replaceAll("^<|>$", "");
    }

    private static StringBuilder texts(Part part) throws MessagingException, IOException {
        StringBuilder all = new StringBuilder();
        each(part, one -> {
            if (one.isMimeType("text/*")) {
                all.append(one.getContent());
            }
            String[] described = one.getHeader("Content-Description");
            if (described != null) {
                all.append(MimeUtility.decodeText(MimeUtility.unfold(described[0])));
            }
        });
        return all;
    }

    private interface Look {
        void at(Part part) throws MessagingException, IOException;
    }

    private static void each(Part part, Look look) throws MessagingException, IOException {
        look.at(part);
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart one = parts.getBodyPart(i);
                each(one, look);
            }
        }
    }

    @Override
    public boolean received(byte[] content) {
        boolean[] found = {false};
        try {
            for (MimeMessage mail : host.sentToCustomers()) {
                each(mail, one -> {
                    if (!one.isMimeType("multipart/*")) {
                        found[0] |= java.util.Arrays.equals(one.getInputStream().readAllBytes(), content);
                    }
                });
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return found[0];
    }

    @Override
    public boolean received(String words) {
        return said().stream().anyMatch(one -> one.text().contains(words));
    }

    @Override
    public void revoke() {
        host.changePassword();
    }

    @Override
    public Set<String> secrets() {
        String password = host.password();
        return Set.of(password, encoded(password), encoded("\0" + host.user() + "\0" + password));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void trouble(Trouble next) {
        troubleNowAndThen(next, 1);
    }

    @Override
    public void troubleForPosts(Trouble next, int times) {
        postsToTrouble.set(times);
        troubleOfPosts = next;
    }

    @Override
    public void troubleNowAndThen(Trouble next, int nth) {
        connections.set(0);
        every = nth;
        trouble = next;
    }

    @Override
    public void calm() {
        trouble = null;
        troubleOfPosts = null;
    }

    @Override
    public int calls() {
        return imap.connections() + smtp.connections();
    }

    @Override
    public int posts() {
        return posts.get();
    }

    @Override
    public boolean isSilent() {
        return imap.isSilent() || smtp.isSilent();
    }

    @Override
    public void close() {
        imap.close();
        smtp.close();
        host.close();
    }
}
