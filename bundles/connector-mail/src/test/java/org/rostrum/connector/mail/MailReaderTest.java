package org.rostrum.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;

class MailReaderTest {
    private static final Instant ARRIVED = Instant.parse("2026-05-01T12:00:00Z");
    private static final String HEADER =
            "Message-ID: <1@x.example>\nFrom: Jane <Jane@X.example>\n" + "Date: Fri, 1 May 2026 13:59:00 +0200\n";

    private final MailReader reader = new MailReader(
            MailSettings.of(Map.of("address", "care@acme.example", "password", "x", "imapHost", "imap.acme.example")));

    private Activity read(byte[] mail, long size) {
        return reader.read(new RawMail("INBOX", 7, 42, ARRIVED, size, mail), Direction.INBOUND)
                .orElseThrow()
                .activity();
    }

    private Activity read(byte[] mail) {
        return read(mail, mail.length);
    }

    private Activity read(String mail) {
        return read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private Activity with(String header, byte[] body) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes((HEADER + header + "\n").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        mail.writeBytes(body);
        return read(mail.toByteArray());
    }

    @Test
    void mail_isWhoSaysWhatWhen() {
        Activity activity = read(HEADER + "Subject: Hello\nContent-Language: de-DE\n\nA line\nand another\n");
        assertThat(activity.networkId()).isEqualTo("1@x.example");
        assertThat(activity.actor().networkId()).isEqualTo("jane@x.example");
        assertThat(activity.actor().displayName()).isEqualTo("Jane");
        assertThat(activity.published()).isEqualTo(Instant.parse("2026-05-01T11:59:00Z"));
        assertThat(activity.content()).isEqualTo("Hello\n\nA line\nand another");
        assertThat(activity.language()).isEqualTo("de-DE");
        assertThat(activity.context()).isEqualTo("1@x.example");
        assertThat(activity.kind()).isEqualTo(ActivityKind.POST);
        assertThat(activity.original().mediaType()).isEqualTo("message/rfc822");
        assertThat(activity.original().text()).contains("Subject: Hello");
    }

    @ParameterizedTest
    @CsvSource({"'Sat, 2 May 2026 12:00:00 +0000'", "nonsense", "'Mon, 1 Jan 1900 00:00:00 +0000'", "''"})
    void timesThatCannotBe_areThoseOfArrival(String date) {
        assertThat(read("Message-ID: <1@x>\nFrom: a@b.example\nDate: " + date + "\n\nx")
                        .published())
                .isEqualTo(ARRIVED);
    }

    @ParameterizedTest
    @CsvSource({
        "'In-Reply-To: <b@x>\nReferences: <a@x> <b@x>\n',b@x,a@x",
        "'References: <a@x>\n\t<b@x>\n',b@x,a@x",
        "'In-Reply-To: b@x\n',b@x,b@x",
        "'In-Reply-To: <1@x.example>\n',,1@x.example",
        "'In-Reply-To: your mail of Tuesday\n',,1@x.example"
    })
    void threads_areThoseOfTheHeader(String header, String parent, String root) {
        Activity activity = read(HEADER + header + "Subject: Re: Hello\n\nYes");
        assertThat(activity.inReplyTo()).isEqualTo(parent);
        assertThat(activity.context()).isEqualTo(root);
    }

    @Test
    void mailWithoutName_hasTheSameOneWhereverItLies() {
        String mail = "From: a@b.example\r\n\r\nNo name";
        String id = read(mail.getBytes(StandardCharsets.UTF_8)).networkId();
        assertThat(id).startsWith("sha256:");
        assertThat(reader.read(
                                new RawMail(
                                        "Other", 8, 1, ARRIVED, mail.length(), mail.getBytes(StandardCharsets.UTF_8)),
                                Direction.INBOUND)
                        .orElseThrow()
                        .activity()
                        .networkId())
                .isEqualTo(id);
        assertThat(read(mail + "!").networkId()).isNotEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8,UTF-8",
        "ISO-8859-15,ISO-8859-15",
        "koi8-r,KOI8-R",
        "windows-1251,windows-1251",
        "iso-2022-jp,ISO-2022-JP",
        "gb2312,GBK",
        "big5,Big5",
        "us-ascii,UTF-8",
        "iso-8859-1,UTF-8",
        "utf-8,windows-1252",
        "unknown-8bit,windows-1252",
        "no-such-thing,UTF-8"
    })
    void charsets_evenWrongOnes_giveTheText(String declared, String really) {
        String text =
                switch (really) {
                    case "KOI8-R", "windows-1251" -> "Где моя посылка?";
                    case "ISO-2022-JP" -> "荷物はどこですか";
                    case "GBK" -> "我的包裹在哪里";
                    case "Big5" -> "我的包裹在哪裡";
                    default -> "Wo ist mein Päckchen für 5 Ös?";
                };
        byte[] body = text.getBytes(Charset.forName(really));
        assertThat(with("Content-Type: text/plain; charset=" + declared + "\n", body)
                        .content())
                .isEqualTo(text);
        String encoded = Base64.getMimeEncoder().encodeToString(body);
        assertThat(with(
                                "Content-Type: text/plain; charset=\"" + declared
                                        + "\"\nContent-Transfer-Encoding: BASE64\n",
                                encoded.getBytes(StandardCharsets.US_ASCII))
                        .content())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?utf-8?B?R3LDvMOfZQ==?=|Grüße",
                "=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=|Grüße",
                "=?iso-8859-1?q?Gr=FC=DFe_an_alle?= there|Grüße an alle there",
                "=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=|Grüße",
                "=?no-such?Q?Gr=C3=BC=C3=9Fe?=|Grüße",
                "Grüße|Grüße",
                "=?utf-8?Q?a=0D=0AX:_y?=|a X: y",
                "=?utf-8?B?broken|=?utf-8?B?broken"
            })
    void encodedWords_areDecoded(String subject, String text) {
        assertThat(read(HEADER + "Subject: " + subject + "\n\n").content()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filename*=utf-8''R%C3%BCckgabe%20.pdf|Rückgabe .pdf",
                "filename*0*=utf-8''R%C3%BCck; filename*1=gabe.pdf|Rückgabe.pdf",
                "filename=\"=?utf-8?Q?R=C3=BCckgabe.pdf?=\"|Rückgabe.pdf",
                "filename=\"..\\\\..\\\\etc/passwd\"|.._.._etc_passwd"
            })
    void names_ofAttachmentsAreDecoded(String parameter, String name) {
        Activity activity = read(HEADER + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\n"
                + "Content-Type: application/pdf\nContent-Disposition: attachment; " + parameter
                + "\nContent-Transfer-Encoding: base64\n\nAAECAwQF\n--b--\n");
        assertThat(activity.content()).isEqualTo("Text");
        Attachment attachment = activity.attachments().get(0);
        assertThat(attachment.description()).isEqualTo(name + ", 6 bytes");
        assertThat(attachment.mediaType()).isEqualTo("application/pdf");
        assertThat(attachment.url())
                .hasToString("imaps://imap.acme.example:993/INBOX;UIDVALIDITY=7/;UID=42/;SECTION=2");
    }

    @Test
    void plainText_isTakenBeforeHtml_andHtmlWhereThereIsNone() {
        String alternative = "Content-Type: multipart/alternative; boundary=\"a b\"\n\n--a b\n%s\n--a b\n"
                + "Content-Type: text/html\n\n<p>Hello <a href=\"https://x.example/\">there</a></p><script>x</script>\n--a b--\n";
        assertThat(read(HEADER + String.format(Locale.ROOT, alternative, "\nPlain"))
                        .content())
                .isEqualTo("Plain");
        assertThat(read(HEADER + String.format(Locale.ROOT, alternative, "\n ")).content())
                .isEqualTo("Hello there (https://x.example/)");
        assertThat(read(HEADER + "Content-Type: multipart/mixed; boundary=o\n\n--o\n"
                                + String.format(Locale.ROOT, alternative, "\nPlain")
                                + "\n--o\n\nThe list's footer\n--o--\n")
                        .content())
                .isEqualTo("Plain\n\nThe list's footer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: AUTO-generated; x=y",
                "Precedence: bulk",
                "Precedence: auto_reply",
                "X-Autoreply: yes",
                "Return-Path: <>"
            })
    void automaticMails_areNoConversation(String header) {
        Activity activity = read(HEADER + header + "\nIn-Reply-To: <ours@acme.example>\n\nI am away");
        assertThat(activity.kind()).isEqualTo(ActivityKind.OTHER);
        assertThat(activity.inReplyTo()).isEqualTo("ours@acme.example");
    }

    @Test
    void peopleOnLists_areNoMachines() {
        assertThat(read(HEADER + "Precedence: list\nAuto-Submitted: no\n\nHi").verb())
                .isEqualTo("Create");
    }

    private static String report(String action) {
        return HEADER + "Auto-Submitted: auto-replied\nSubject: Undelivered\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n"
                + "--r\n\nIt could not be delivered.\n--r\nContent-Type: message/delivery-status\n\n"
                + "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; joe@x.example\nAction: " + action
                + "\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 No such user\n\n--r\n"
                + "Content-Type: text/rfc822-headers\n\nMessage-ID: <ours@acme.example>\nSubject: Hi\n\n--r--\n";
    }

    @Test
    void bounces_referToTheMailThatCameBack() {
        MailReader.Read read = reader.read(
                        new RawMail("INBOX", 1, 1, ARRIVED, 1, report("failed").getBytes(StandardCharsets.UTF_8)),
                        Direction.INBOUND)
                .orElseThrow();
        assertThat(read.activity().verb()).isEqualTo("Reject");
        assertThat(read.activity().inReplyTo()).isEqualTo("ours@acme.example");
        assertThat(read.activity().content()).contains("failed joe@x.example 5.1.1 550 5.1.1 No such user");
        Returned returned = new Returned(java.time.Clock.fixed(ARRIVED, java.time.ZoneOffset.UTC));
        returned.add(read.activity(), java.util.Objects.requireNonNull(read.report()));
        returned.add(read.activity(), java.util.Objects.requireNonNull(read.report()));
        assertThat(returned.warnings())
                .singleElement()
                .asString()
                .startsWith("1 mail has come back")
                .contains("joe@x.example");
        assertThat(read(report("delayed")).verb()).isEqualTo("TentativeReject");
        assertThat(read(report("delivered")).verb()).isEqualTo("Accept");
    }

    @Test
    void largeMail_isReadInPart_andThatIsTold() {
        byte[] beginning = (HEADER + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\n"
                        + "Content-Type: video/mp4; name=film.mp4\nContent-Transfer-Encoding: base64\n\n"
                        + "AAAA".repeat(200_000))
                .getBytes(StandardCharsets.US_ASCII);
        Activity activity = read(beginning, 50_000_000);
        assertThat(activity.content()).isEqualTo("Text");
        assertThat(activity.attachments())
                .extracting(Attachment::description)
                .satisfiesExactly(
                        film -> assertThat(film).isEqualTo("film.mp4, size unknown"),
                        whole -> assertThat(whole).contains("50,000,000 bytes"));
        assertThat(activity.original().mediaType()).isEqualTo("text/rfc822-headers");
    }

    @Test
    void bombs_areDefused() {
        long began = System.nanoTime();
        StringBuilder deep = new StringBuilder(HEADER);
        for (int i = 0; i < 5_000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append("\n");
        }
        assertThat(read(deep.append("\nBottom").toString()).attachments())
                .singleElement()
                .satisfies(note -> assertThat(note.description()).contains("deeper"));

        StringBuilder many = new StringBuilder(HEADER + "Content-Type: multipart/mixed; boundary=b\n\n");
        for (int i = 0; i < 10_000; i++) {
            many.append("--b\nContent-Type: image/png\n\nx\n");
        }
        Activity parts = read(many.append("--b--\n").toString());
        assertThat(parts.attachments()).hasSize(91);
        assertThat(parts.attachments().get(90).description())
                .contains("more attachments")
                .contains("more parts");

        String fields = "X-Long: " + "y".repeat(900_000) + "\n" + "X: y\n".repeat(20_000);
        assertThat(read(HEADER + fields + "Subject: Late\n\nBody").content()).isEqualTo("Body");
        assertThat(read(HEADER + "Content-Type: text/html\n\n" + "<div>".repeat(100_000) + "x")
                        .content())
                .isEqualTo("x");
        assertThat(read(HEADER + "\n" + "words ".repeat(100_000)).content()).hasSizeLessThanOrEqualTo(100_000);
        assertThat(read(HEADER + "References: " + "<a@x> ".repeat(50_000) + "\n\nx")
                        .context())
                .isEqualTo("a@x");
        assertThat(read("Message-ID: <" + "i".repeat(1500) + "@x>\nFrom: a@b.example\n\nx")
                        .networkId())
                .startsWith("sha256:");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "no header at all",
                "From: \n\n",
                "From: undisclosed-recipients:;\n\nx",
                "From: a b c <<@>> , ,\nContent-Type: ;;;\nContent-Transfer-Encoding: ?\n\nx",
                "Content-Type: multipart/mixed\n\nno boundary",
                "Content-Type: multipart/mixed; boundary=\"\"\n\n----\n\nx",
                "Content-Type: multipart/mixed; boundary=b\n\n--b--\n--b\n",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\n\n\n--b",
                "Content-Type: text/plain; charset==?\nContent-Transfer-Encoding: base64\n\n====A==*\u0000"
            })
    void mailsThatMakeNoSense_areReadAllTheSame(String mail) {
        assertThat(read(mail).actor().networkId()).isNotBlank();
    }

    @Property(tries = 300)
    void anyBytes_areRead(@ForAll @Size(max = 3000) byte[] bytes) {
        assertThat(read(bytes).networkId()).isNotBlank();
    }
}
