package org.rostrum.adapter.mail;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code org.rostrum.adapter.mail}. */
@ObjectClassDefinition(
        id = "org.rostrum.adapter.mail",
        name = "Mail adapter",
        description = "The mail server by which mails are sent. Without a host, mails wait.")
public @interface MailConfig {
    @AttributeDefinition(name = "Host", description = "Name or address of the mail server; empty: mails wait")
    String host() default "";

    @AttributeDefinition(
            name = "Port",
            description = "0 for the usual one: 25 without protection, 587 with STARTTLS, 465 with TLS",
            min = "0",
            max = "65535")
    int port() default 0;

    @AttributeDefinition(name = "Security", description = "NONE, STARTTLS or TLS")
    Security security() default Security.STARTTLS;

    @AttributeDefinition(
            name = "Check the certificate",
            description = "Switch off only for a server of your own whose certificate nobody has signed")
    boolean checkCertificate() default true;

    @AttributeDefinition(name = "User", description = "Empty: no sign-in")
    String user() default "";

    @AttributeDefinition(name = "Password", description = "Of the user", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(
            name = "From",
            description = "Sender of all mails, such as Rostrum <rostrum@example.org>; required with a host")
    String from() default "";

    @AttributeDefinition(
            name = "Bounces",
            description = "Address to which mail systems report what could not be delivered; empty: the sender")
    String bounces() default "";

    @AttributeDefinition(
            name = "Own name",
            description = "How the server introduces itself (EHLO); empty: the name of this machine")
    String helloName() default "";

    @AttributeDefinition(name = "Time to connect", description = "Seconds, 1 to 300", min = "1", max = "600")
    int connectTimeoutSeconds() default 10;

    @AttributeDefinition(
            name = "Time to answer",
            description = "Seconds for each answer and each write, 1 to 900",
            min = "1",
            max = "3600")
    int timeoutSeconds() default 60;
}
