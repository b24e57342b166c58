package org.rostrum.adapter.mail;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Makes a MIME message of a letter. */
final class LetterWriter {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Session session;
    private final InternetAddress from;
    private final Clock clock;

    LetterWriter(Session session, InternetAddress from, Clock clock) {
        this.session = session;
        this.from = from;
        this.clock = clock;
    }

    /** @param idempotencyKey the same key gives the same Message-ID */
    MimeMessage write(Letter letter, List<DataSource> attachments, String idempotencyKey) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, array(letter.to()));
        message.setRecipients(Message.RecipientType.CC, array(letter.cc()));
        message.setRecipients(Message.RecipientType.BCC, array(letter.bcc()));
        if (!letter.replyTo().isEmpty()) {
            message.setReplyTo(array(letter.replyTo()));
        }
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Message-ID", messageId(idempotencyKey));
        // keeps answering machines silent (RFC 3834)
        message.setHeader("Auto-Submitted", "auto-generated");
        for (Map.Entry<String, String> header : letter.headers().entrySet()) {
            message.setHeader(header.getKey(), encoded(header.getKey(), header.getValue()));
        }
        if (attachments.isEmpty()) {
            setBody(message, letter);
        } else {
            MimeMultipart mixed = new MimeMultipart("mixed");
            MimeBodyPart body = new MimeBodyPart();
            setBody(body, letter);
            mixed.addBodyPart(body);
            for (DataSource attachment : attachments) {
                mixed.addBodyPart(AttachmentPart.of(attachment));
            }
            setMultipart(message, mixed);
        }
        return message;
    }

    private static InternetAddress[] array(List<InternetAddress> addresses) {
        return addresses.toArray(InternetAddress[]::new);
    }

    private static String encoded(String name, String value) throws MessagingException {
        try {
            return MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(value, UTF_8, null));
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException("UTF-8", impossible);
        }
    }

    private static void setBody(Part part, Letter letter) throws MessagingException {
        if (letter.html() == null) {
            part.setDataHandler(text(letter.text(), "plain"));
            return;
        }
        MimeMultipart alternative = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setDataHandler(text(letter.text(), "plain"));
        alternative.addBodyPart(plain);
        MimeBodyPart html = new MimeBodyPart();
        html.setDataHandler(text(letter.html(), "html"));
        alternative.addBodyPart(html);
        setMultipart(part, alternative);
    }

    private static DataHandler text(String text, String subtype) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
        return new DataHandler(
                new ByteArrayDataSource(lines.getBytes(StandardCharsets.UTF_8), "text/" + subtype + "; charset=UTF-8"));
    }

    private static void setMultipart(Part part, MimeMultipart multipart) throws MessagingException {
        DataHandler handler = new DataHandler(multipart, multipart.getContentType());
        handler.setCommandMap(new MultipartCommands());
        part.setDataHandler(handler);
    }

    String messageId(String idempotencyKey) {
        String address = from.getAddress();
        return "<rostrum." + digest(idempotencyKey) + address.substring(address.lastIndexOf('@')) + ">";
    }

    private static String digest(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
