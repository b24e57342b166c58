package org.rostrum.connector.mail;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of {@link MailConnector}; one per channel, made by the platform from the settings of the channel. */
@ObjectClassDefinition(name = "Mailbox", description = "A mailbox that is read by IMAP and answered from by SMTP.")
public @interface MailConfig {
    @AttributeDefinition(
            name = "Address",
            description =
                    "The mailbox's own address, as answers shall carry it, such as Acme Care <care@acme.example>.")
    String address();

    @AttributeDefinition(
            name = "User",
            description = "By which we sign in at both servers; without it, the address alone.",
            required = false)
    String user() default "";

    @AttributeDefinition(
            name = "Password",
            description = "Of the user, best one made for this purpose alone (an app password); or the access token.",
            type = AttributeType.PASSWORD)
    String _password();

    @AttributeDefinition(
            name = "Sign-in",
            description = "PASSWORD, or XOAUTH2 when the password is an access token (which is not renewed here).",
            required = false)
    SignIn signIn() default SignIn.PASSWORD;

    @AttributeDefinition(name = "IMAP server", description = "Its name, such as imap.acme.example.")
    String imapHost();

    @AttributeDefinition(
            name = "IMAP port",
            description = "0 for the usual one: 993 with TLS, else 143.",
            min = "0",
            max = "65535",
            required = false)
    int imapPort() default 0;

    @AttributeDefinition(name = "IMAP security", description = "TLS, STARTTLS or NONE.", required = false)
    Security imapSecurity() default Security.TLS;

    @AttributeDefinition(name = "Folder", description = "The one that is read.", required = false)
    String folder() default "INBOX";

    @AttributeDefinition(
            name = "Days of the past",
            description = "How old a mail may be that is brought the first time the folder is read.",
            min = "0",
            max = "3650",
            required = false)
    int historyDays() default 30;

    @AttributeDefinition(
            name = "Told of new mail",
            description =
                    "Whether a connection is kept on which the server tells of new mail at once (IDLE). Without it, or"
                            + " where the server cannot, the mailbox is looked at from time to time.",
            required = false)
    boolean idle() default true;

    @AttributeDefinition(
            name = "SMTP server",
            description = "Its name, such as smtp.acme.example; without it nothing can be answered.",
            required = false)
    String smtpHost() default "";

    @AttributeDefinition(
            name = "SMTP port",
            description = "0 for the usual one: 587 with STARTTLS, 465 with TLS, 25 without protection.",
            min = "0",
            max = "65535",
            required = false)
    int smtpPort() default 0;

    @AttributeDefinition(name = "SMTP security", description = "STARTTLS, TLS or NONE.", required = false)
    Security smtpSecurity() default Security.STARTTLS;

    @AttributeDefinition(
            name = "Sign in at the SMTP server",
            description = "Off only for one that takes mails from this machine without.",
            required = false)
    boolean smtpSignIn() default true;

    @AttributeDefinition(
            name = "Folder of sent mails",
            description = "Without it, the folder that the server marks as such, or the one named Sent.",
            required = false)
    String sentFolder() default "";

    @AttributeDefinition(
            name = "Own mails",
            description =
                    "Whether what is in the folder of sent mails, by whatever program, is brought into the archive.",
            required = false)
    boolean ownMails() default true;

    @AttributeDefinition(
            name = "File sent mails",
            description =
                    "Whether a copy of each answer is put into the folder of sent mails. Off for servers that do so by"
                            + " themselves, such as Gmail and Microsoft 365: a mail that is not there was not sent, then.",
            required = false)
    boolean fileSent() default true;

    @AttributeDefinition(
            name = "Certificate",
            description =
                    "For servers whose certificate no known authority has signed: its SHA-256 fingerprint, which a"
                            + " check of the connection tells. That certificate is then accepted, and no other.",
            required = false)
    String certificate() default "";

    @AttributeDefinition(
            name = "Unprotected connections",
            description =
                    "Whether the security NONE is possible with servers other than this machine: the password is then"
                            + " for everybody to read on the way.",
            required = false)
    boolean unprotected() default false;

    @AttributeDefinition(
            name = "Patience",
            description = "Seconds that a server may be silent before the connection is given up.",
            min = "2",
            max = "30",
            required = false)
    int patienceSeconds() default 15;
}
