package org.rostrum.connector.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.connector.mail.mime.DeliveryReport;
import org.rostrum.connector.mail.mime.EncodedWords;
import org.rostrum.connector.mail.mime.Headers;
import org.rostrum.connector.mail.mime.MessageIds;
import org.rostrum.connector.mail.mime.MimeMail;
import org.rostrum.spi.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes activities of mails. */
final class MailReader {
    private static final Logger LOG = LoggerFactory.getLogger(MailReader.class);
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}");
    private static final Pattern ANSWER = Pattern.compile("(?i)(re|aw|sv|antw|odp|r|vs)(\\[[0-9]+])? ?:.*");
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int WHOLE_ORIGINAL = 256 * 1024;

    private final Attachments attachments;

    MailReader(MailSettings settings) {
        this.attachments = new Attachments(settings);
    }

    /**
     * An activity, and what it tells of a mail of ours.
     *
     * @param report null when it is no delivery report
     */
    record Read(Activity activity, @Nullable DeliveryReport report) {}

    /** Empty, and noted in the log, when it breaks a bound of the archive. */
    Optional<Read> read(RawMail raw, Direction direction) {
        MimeMail mail = MimeMail.read(raw.bytes(), raw.isCut());
        String id = id(mail.headers(), raw.bytes());
        try {
            return Optional.of(activity(raw, mail, id, direction));
        } catch (IllegalArgumentException bound) {
            LOG.warn("Mail {} is left out: {}", raw.uid(), bound.getMessage());
            return Optional.empty();
        }
    }

    /** Its name; that of one without is made of what it holds, so that it is the same wherever the mail lies. */
    static String id(Headers headers, byte[] bytes) {
        List<String> ids = MessageIds.of(headers.raw("message-id"));
        return ids.isEmpty() ? MessageIds.DIGEST + MessageIds.digest(bytes) : ids.get(0);
    }

    private Read activity(RawMail raw, MimeMail mail, String id, Direction direction) {
        Headers headers = mail.headers();
        DeliveryReport report = direction == Direction.INBOUND ? mail.report().orElse(null) : null;
        List<String> references = MessageIds.of(headers.raw("references"));
        List<String> answered = MessageIds.of(headers.raw("in-reply-to"));
        String parent = answered.isEmpty()
                ? references.isEmpty() ? null : references.get(references.size() - 1)
                : answered.get(0);
        if (report != null && report.originalId() != null) {
            parent = report.originalId();
        }
        parent = id.equals(parent) ? null : parent;
        String root = references.isEmpty() ? parent == null ? id : parent : references.get(0);
        String language = headers.text("content-language").strip();
        Activity activity = Activity.builder(id, direction, actor(headers), published(headers, raw.arrived()))
                .verb(verb(headers, report))
                .content(content(mail, headers, parent, report))
                .language(LANGUAGE.matcher(language).matches() ? language : null)
                .inReplyTo(parent)
                .context(root)
                .attachments(attachments.of(raw, mail))
                .original(original(raw))
                .build();
        return new Read(activity, report);
    }

    /** Only what people write is a conversation; the rest is told apart by what it is. */
    private static String verb(Headers headers, @Nullable DeliveryReport report) {
        if (report != null) {
            return report.hasFailed() ? "Reject" : report.isDelayed() ? "TentativeReject" : "Accept";
        }
        return isAutomatic(headers) ? "Update" : "Create";
    }

    /** Written by a machine (RFC 3834, and what was usual before it). */
    static boolean isAutomatic(Headers headers) {
        String submitted = headers.text("auto-submitted").strip().toLowerCase(Locale.ROOT);
        String precedence = headers.text("precedence").strip().toLowerCase(Locale.ROOT);
        return (!submitted.isEmpty() && !submitted.startsWith("no"))
                || precedence.equals("bulk")
                || precedence.equals("junk")
                || precedence.equals("auto_reply")
                || headers.raw("x-autoreply") != null
                || headers.raw("x-autorespond") != null
                || headers.text("return-path").strip().equals("<>");
    }

    private static Actor actor(Headers headers) {
        InternetAddress from = address(headers.raw("from"))
                .or(() -> address(headers.raw("sender")))
                .orElse(null);
        if (from == null) {
            return new Actor("unknown", null, null, null);
        }
        String address = from.getAddress().toLowerCase(Locale.ROOT);
        String personal = from.getPersonal();
        String name = personal == null ? "" : bounded(PlainText.line(EncodedWords.decode(personal)), 200);
        return new Actor(
                address,
                address.length() <= 256 ? address : null,
                name.isEmpty() ? null : name,
                uri("mailto:" + address.replace("%", "%25").replace("?", "%3F").replace("&", "%26")));
    }

    private static @Nullable URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** The first address of a header that can be one. */
    static Optional<InternetAddress> address(@Nullable String header) {
        return addresses(header).stream().findFirst();
    }

    static List<InternetAddress> addresses(@Nullable String header) {
        List<InternetAddress> found = new ArrayList<>();
        if (header == null) {
            return found;
        }
        try {
            for (InternetAddress one : InternetAddress.parseHeader(header, false)) {
                String address = one.getAddress();
                if (address != null
                        && !one.isGroup()
                        && address.length() <= 320
                        && address.indexOf('@') > 0
                        && address.chars()
                                .noneMatch(sign -> Character.isISOControl(sign) || Character.isWhitespace(sign))) {
                    found.add(one);
                }
            }
        } catch (AddressException strange) {
            // then nobody can be told
        }
        return found;
    }

    /** What the author says, but not later than the server got it: authors' clocks are theirs. */
    private static Instant published(Headers headers, Instant arrived) {
        String date = headers.raw("date");
        if (date != null) {
            try {
                Instant said = new MailDateFormat().parse(date).toInstant();
                boolean late = said.isAfter(arrived) && !arrived.equals(RawMail.UNKNOWN);
                return late || said.isBefore(EARLIEST) || said.isAfter(LATEST) ? arrived : said;
            } catch (ParseException none) {
                // then when it came
            }
        }
        return arrived;
    }

    private static String content(
            MimeMail mail, Headers headers, @Nullable String parent, @Nullable DeliveryReport report) {
        StringBuilder text = new StringBuilder();
        String subject = bounded(PlainText.line(headers.text("subject")), 1000);
        if (!subject.isEmpty() && (parent == null || !ANSWER.matcher(subject).matches())) {
            text.append(subject).append("\n\n");
        }
        if (report != null) {
            for (DeliveryReport.Recipient one : report.recipients()) {
                text.append(String.join(" ", one.action(), one.address(), one.status(), one.reason()))
                        .append("\n");
            }
            text.append("\n");
        }
        for (MimeMail.Block block : mail.blocks()) {
            String part = block.plain().isBlank() ? HtmlText.of(block.html()) : PlainText.clean(block.plain());
            if (!part.isBlank() && text.length() < Activity.MAX_CONTENT) {
                text.append(part).append("\n\n");
            }
        }
        return bounded(PlainText.clean(text.toString()), Activity.MAX_CONTENT - 1);
    }

    private static String bounded(String text, int most) {
        return text.length() <= most ? text : PlainText.clean(text.substring(0, most)) + "…";
    }

    /** The mail as it came; of a large one, its header. */
    private static Original original(RawMail raw) {
        byte[] bytes = raw.bytes();
        boolean whole = !raw.isCut() && bytes.length <= WHOLE_ORIGINAL;
        int end = whole ? bytes.length : Math.min(bytes.length, WHOLE_ORIGINAL);
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            text = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        }
        if (!whole) {
            int blank = text.indexOf("\r\n\r\n");
            text = blank < 0 ? text : text.substring(0, blank + 2);
        }
        return new Original(whole ? "message/rfc822" : "text/rfc822-headers", text.replace('\0', ' '));
    }
}
