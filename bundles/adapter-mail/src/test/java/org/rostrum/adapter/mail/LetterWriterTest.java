package org.rostrum.adapter.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.activation.DataSource;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.rostrum.testkit.ManualClock;

class LetterWriterTest {
    private final Session session = Session.getInstance(new Properties());
    private final LetterWriter writer;

    LetterWriterTest() throws Exception {
        writer = new LetterWriter(
                session,
                new InternetAddress("rostrum@example.org", "Røstrum", "UTF-8"),
                new ManualClock(Instant.parse("2026-11-21T10:00:00Z")));
    }

    private static DataSource attachment(String name, String type, String content) {
        ByteArrayDataSource source = new ByteArrayDataSource(content.getBytes(UTF_8), type);
        source.setName(name);
        return source;
    }

    private String raw(MimeMessage message) throws Exception {
        String id = message.getMessageID();
        message.saveChanges();
        message.setHeader("Message-ID", id);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(US_ASCII);
    }

    private MimeMessage reread(MimeMessage message) throws Exception {
        return new MimeMessage(session, new ByteArrayInputStream(raw(message).getBytes(US_ASCII)));
    }

    @Test
    void write_makesAMailThatReadsBackAsItWas() throws Exception {
        Letter letter = Letter.parse(
                """
                {"to":["Żaneta <z@example.org>"],"cc":["c@example.org"],"bcc":["b@example.org"],"replyTo":["r@example.org"],
                 "subject":"Zażółć gęślą jaźń – a subject that is so long that it must be folded into several lines 漢字 العربية",
                 "text":"zażółć\\nlast","html":"<p>zażółć</p>","headers":{"X-Note":"ważne"}}
                """);
        MimeMessage mail = reread(writer.write(
                letter,
                List.of(
                        attachment("sprawozdanie żółw 漢字.pdf", "application/pdf", "%PDF"),
                        attachment("../a\r\nb.txt", "text/plain; charset=UTF-8", "ą")),
                "report/7"));

        assertThat(mail.getSubject()).isEqualTo(letter.subject());
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("rostrum@example.org"));
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Røstrum");
        assertThat(((InternetAddress) mail.getRecipients(Message.RecipientType.TO)[0]).getPersonal())
                .isEqualTo("Żaneta");
        assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("r@example.org"));
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(mail.getHeader("MIME-Version", null)).isEqualTo("1.0");
        assertThat(mail.getSentDate()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(jakarta.mail.internet.MimeUtility.decodeText(mail.getHeader("X-Note", null)))
                .isEqualTo("ważne");

        MimeMultipart mixed = (MimeMultipart) mail.getContent();
        assertThat(mixed.getContentType()).startsWith("multipart/mixed");
        MimeMultipart alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
        assertThat(alternative.getContentType()).startsWith("multipart/alternative");
        assertThat(alternative.getBodyPart(0).getContent()).isEqualTo("zażółć\r\nlast");
        assertThat(alternative.getBodyPart(1).getContent()).isEqualTo("<p>zażółć</p>");
        MimeBodyPart pdf = (MimeBodyPart) mixed.getBodyPart(1);
        assertThat(pdf.getFileName()).isEqualTo("sprawozdanie żółw 漢字.pdf");
        assertThat(pdf.getContentType()).startsWith("application/pdf");
        assertThat(pdf.getInputStream()).hasContent("%PDF");
        MimeBodyPart text = (MimeBodyPart) mixed.getBodyPart(2);
        assertThat(text.getFileName()).isEqualTo(".._a_b.txt");
        assertThat(text.getContent()).isEqualTo("ą");
    }

    @Test
    void write_usesTheWordsOfRfc2231ForFileNames() throws Exception {
        String raw = raw(writer.write(
                Letter.parse("{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\"}"),
                List.of(attachment("żółw.pdf", "application/pdf", "x")),
                "k"));

        assertThat(raw).contains("filename*=UTF-8''%C5%BC%C3%B3%C5%82w.pdf");
    }

    @Test
    void write_neverBreaksOutOfAHeader() throws Exception {
        String raw = raw(writer.write(
                Letter.parse(
                        "{\"to\":\"a@b\",\"subject\":\"s\\r\\nBcc: eve@example.org\",\"text\":\"t\\r\\n.\\r\\nMAIL FROM:<x@y>\"}"),
                List.of(attachment("x\r\nBcc: eve@example.org", "text/plain\r\nBcc: eve@example.org", "x")),
                "k\r\nBcc: eve@example.org"));

        assertThat(raw.lines().filter(line -> line.startsWith("Bcc"))).isEmpty();
        assertThat(raw).contains("Content-Type: application/octet-stream");
    }

    @Test
    void messageId_isTheSameForTheSameKey() throws Exception {
        Letter letter = Letter.parse("{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\"}");

        String first = reread(writer.write(letter, List.of(), "key")).getMessageID();

        assertThat(first).matches("<rostrum\\.[0-9a-f]{32}@example\\.org>");
        assertThat(reread(writer.write(letter, List.of(), "key")).getMessageID())
                .isEqualTo(first)
                .isEqualTo(writer.messageId("key"));
        assertThat(writer.messageId("other")).isNotEqualTo(first);
    }

    @Test
    void plainText_isTheWholeMail_whenThereIsNothingElse() throws Exception {
        MimeMessage mail = reread(
                writer.write(Letter.parse("{\"to\":\"a@b\",\"subject\":\"\",\"text\":\"hello\"}"), List.of(), "k"));

        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(mail.getContent()).isEqualTo("hello");
    }
}
