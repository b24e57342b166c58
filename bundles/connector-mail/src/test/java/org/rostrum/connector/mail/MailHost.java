package org.rostrum.connector.mail;

import jakarta.mail.internet.MimeMessage;
import java.util.List;

/** Mail servers with a mailbox of ours, and one of the customers. */
interface MailHost extends AutoCloseable {
    int imapPort();

    int smtpPort();

    String user();

    String password();

    /** The password does not hold any more. */
    void changePassword();

    /** A mail comes into our mailbox. */
    void deliver(byte[] mail);

    /** A mail is put into our folder of sent mails. */
    void file(byte[] mail);

    /** What the customers got. */
    List<MimeMessage> sentToCustomers();

    @Override
    void close();
}
