package org.rostrum.connector.mail;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/** GreenMail, within the test. */
final class GreenMailHost implements MailHost {
    private final String password = "geheim-" + ThreadLocalRandom.current().nextLong(1L << 60);
    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)
    });
    private final GreenMailUser ours;
    private final GreenMailUser customer;

    GreenMailHost() throws FolderException, AuthorizationException {
        server.start();
        ours = server.setUser(MailNetwork.ADDRESS, "care", password);
        customer = server.setUser(MailNetwork.CUSTOMER, "jane", "x");
        folders().createMailbox(ours, "Sent");
    }

    private ImapHostManager folders() {
        return server.getManagers().getImapHostManager();
    }

    MailFolder folder(String name) {
        return folders().getFolder(ours, name);
    }

    GreenMailUser ours() {
        return ours;
    }

    ImapHostManager manager() {
        return folders();
    }

    @Override
    public int imapPort() {
        return server.getImap().getPort();
    }

    @Override
    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    @Override
    public String user() {
        return "care";
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public void changePassword() {
        ours.setPassword("another");
    }

    static MimeMessage message(byte[] mail) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void deliver(byte[] mail) {
        folder("INBOX").appendMessage(message(mail), new Flags(), Date.from(Instant.now()));
    }

    @Override
    public void file(byte[] mail) {
        folder("Sent").appendMessage(message(mail), new Flags(Flags.Flag.SEEN), Date.from(Instant.now()));
    }

    @Override
    public List<MimeMessage> sentToCustomers() {
        try {
            return folders().getInbox(customer).getMessages().stream()
                    .map(StoredMessage::getMimeMessage)
                    .toList();
        } catch (FolderException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
