package org.rostrum.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The real Dovecot, which {@code ./rostrum test} starts, with a mailbox for each test; mails are sent by GreenMail. */
final class DovecotHost implements MailHost {
    static final String VARIABLE = "ROSTRUM_TEST_DOVECOT";

    private final String ready = ready();
    private final String user = "care" + ThreadLocalRandom.current().nextInt(1_000_000_000);
    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final GreenMailUser customer;
    private final TestImap mailbox = new TestImap(this);

    DovecotHost() {
        smtp.start();
        smtp.setUser(MailNetwork.ADDRESS, user, password());
        customer = smtp.setUser(MailNetwork.CUSTOMER, "jane", "x");
    }

    /** What the peer said when it was up; installing it takes a while. */
    private static String ready() {
        Path out = Path.of(String.valueOf(System.getenv(VARIABLE)));
        String said = Awaitility.await("itests/peers/dovecot/run is ready")
                .atMost(Duration.ofMinutes(3))
                .until(
                        () -> Files.readString(out)
                                .lines()
                                .filter(line -> line.startsWith("READY ") || line.startsWith("FAILED"))
                                .findFirst()
                                .orElse(""),
                        line -> !line.isEmpty());
        assertThat(said).as("the peer, whose log lies beside %s", out).startsWith("READY ");
        return said;
    }

    private String told(String name) {
        Matcher value = Pattern.compile("\"" + name + "\":\"?([^\",}]+)").matcher(ready);
        assertThat(value.find()).isTrue();
        return value.group(1);
    }

    /** Ends the server, and begins it anew with the same mailboxes. */
    void restart() throws IOException {
        Path command = Files.createFile(Path.of(told("restart")));
        Awaitility.await("Dovecot is up again").atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(command));
    }

    int tlsPort() {
        return Integer.parseInt(told("imaps"));
    }

    String fingerprint() {
        return told("certificate");
    }

    @Override
    public int imapPort() {
        return Integer.parseInt(told("imap"));
    }

    @Override
    public int smtpPort() {
        return smtp.getSmtp().getPort();
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public String password() {
        return told("password");
    }

    @Override
    public void changePassword() {
        try {
            Files.writeString(Path.of(told("denied")), user + ":\n", StandardOpenOption.APPEND);
            // Dovecot looks at its files once a second
            Awaitility.await("the password no longer holds")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> !mailbox.isOpen());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void deliver(byte[] mail) {
        mailbox.append("INBOX", mail);
    }

    @Override
    public void file(byte[] mail) {
        mailbox.append("Sent", mail);
    }

    @Override
    public List<MimeMessage> sentToCustomers() {
        try {
            return smtp.getManagers().getImapHostManager().getInbox(customer).getMessages().stream()
                    .map(StoredMessage::getMimeMessage)
                    .toList();
        } catch (FolderException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @Override
    public void close() {
        smtp.stop();
    }
}
