package org.rostrum.connector.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What a person does in the mailbox with another program. */
final class TestImap {
    private final MailHost host;

    TestImap(MailHost host) {
        this.host = host;
    }

    private interface Work<T> {
        T in(Store store) throws MessagingException;
    }

    private <T> T with(Work<T> work) {
        Session session = Session.getInstance(new Properties());
        try (Store store = session.getStore("imap")) {
            store.connect("127.0.0.1", host.imapPort(), host.user(), host.password());
            return work.in(store);
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whether the password holds. */
    boolean isOpen() {
        try {
            return with(Store::isConnected);
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    void append(String folder, byte[] mail) {
        with(store -> {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            store.getFolder(folder).appendMessages(new Message[] {message});
            return true;
        });
    }

    void append(String folder, String mail) {
        append(folder, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void create(String folder) {
        with(store -> store.getFolder(folder).create(Folder.HOLDS_MESSAGES));
    }

    void remove(String folder) {
        with(store -> store.getFolder(folder).delete(false));
    }

    /** Takes the mails away for which this is their place, from 1. */
    void expunge(String folder, int... places) {
        with(store -> {
            Folder open = store.getFolder(folder);
            open.open(Folder.READ_WRITE);
            open.setFlags(places, new Flags(Flags.Flag.DELETED), true);
            open.close(true);
            return true;
        });
    }

    void move(String from, String to) {
        with(store -> {
            Folder open = store.getFolder(from);
            open.open(Folder.READ_WRITE);
            Message[] all = open.getMessages();
            open.copyMessages(all, store.getFolder(to));
            open.setFlags(all, new Flags(Flags.Flag.DELETED), true);
            open.close(true);
            return true;
        });
    }

    /** Message-IDs of all mails. */
    List<String> ids(String folder) {
        return with(store -> {
            Folder open = store.getFolder(folder);
            List<String> ids = new ArrayList<>();
            if (open.exists()) {
                open.open(Folder.READ_ONLY);
                for (Message one : open.getMessages()) {
                    ids.add(String.valueOf(one.getHeader("Message-ID")[0]));
                }
                open.close(false);
            }
            return ids;
        });
    }

    /** Whether each mail has been seen. */
    List<Boolean> seen(String folder) {
        return with(store -> {
            Folder open = store.getFolder(folder);
            open.open(Folder.READ_ONLY);
            List<Boolean> seen = new ArrayList<>();
            for (Message one : open.getMessages()) {
                seen.add(one.isSet(Flags.Flag.SEEN));
            }
            open.close(false);
            return seen;
        });
    }
}
