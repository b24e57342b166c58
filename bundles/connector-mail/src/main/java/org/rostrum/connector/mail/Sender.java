package org.rostrum.connector.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.iap.Literal;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.mail.MailSettings.Server;
import org.rostrum.connector.mail.mime.MessageIds;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends posts as mails, each once as far as that can be known. What is begun is noted before, and what was sent after; a copy lies
 * in the folder of sent mails under the name that is made of the post.
 */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final String BEGUN = "begun ";
    private static final String SENT = "sent ";
    /** Less than the platform waits; what is filed is left behind rather than the receipt. */
    private static final Duration WHOLE = Duration.ofSeconds(50);

    /** How long servers that file sent mails by themselves may take. */
    private static final Duration UNTIL_FILED = Duration.ofSeconds(30);

    private final MailSettings settings;
    private final Mailboxes mailboxes;
    private final Folders folders;
    private final SmtpServer smtp;
    private final ChannelMemory memory;
    private final String channelId;
    private final Clock clock;
    private volatile @Nullable String filing;

    Sender(
            MailSettings settings,
            Mailboxes mailboxes,
            Folders folders,
            SmtpServer smtp,
            ChannelMemory memory,
            String channelId,
            Clock clock) {
        this.settings = settings;
        this.mailboxes = mailboxes;
        this.folders = folders;
        this.smtp = smtp;
        this.memory = memory;
        this.channelId = channelId;
        this.clock = clock;
    }

    Receipt publish(Post post, Server server) throws DeliveryException {
        Drafts.check(post);
        long end = System.nanoTime() + WHOLE.toNanos();
        // never nothing, so that what is out of time says so
        Mailboxes.Limit left = () -> Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        Mailboxes inTime = mailboxes.within(left);
        String note = note(post);
        String id = id(post);
        if (memory.read(channelId, note).orElse("").startsWith(SENT) || isFiled(inTime, id)) {
            // servers for mail take whatever they are given, however often
            return new Receipt(id, null);
        }
        Letter letter = Drafts.letter(post, settings, id, new Originals(settings, inTime, folders), clock.instant());
        memory.write(channelId, note, BEGUN + clock.instant());
        try {
            smtp.send(server, letter, left.left());
        } catch (DeliveryException failure) {
            if (failure.category() != FailureCategory.UNKNOWN_OUTCOME) {
                memory.forget(channelId, note);
            }
            throw failure;
        }
        sent(note, letter, inTime);
        return new Receipt(letter.id(), null);
    }

    /** From here on nothing may fail any more. */
    private void sent(String note, Letter letter, Mailboxes inTime) {
        try {
            memory.write(channelId, note, SENT + clock.instant());
            if (settings.fileSent()) {
                file(letter, inTime);
            }
            memory.forget(channelId, note);
        } catch (DeliveryException | RuntimeException failure) {
            filing = "A mail was sent, but no copy could be put into the folder of sent mails: " + failure.getMessage();
            LOG.warn("A mail of channel {} was sent, but could not be filed: {}", channelId, failure.getMessage());
        }
    }

    private void file(Letter letter, Mailboxes inTime) throws DeliveryException {
        inTime.talk(client -> {
            folders.file(client, new Copy(letter));
            return Boolean.TRUE;
        });
        filing = null;
    }

    /** What somebody should see to. */
    List<String> warnings() {
        String now = filing;
        return now == null ? List.of() : List.of(now);
    }

    Optional<Receipt> find(Post post) throws DeliveryException {
        String note = note(post);
        String noted = memory.read(channelId, note).orElse("");
        String id = id(post);
        if (noted.startsWith(SENT)) {
            return Optional.of(new Receipt(id, null));
        }
        if (isFiled(mailboxes, id)) {
            memory.forget(channelId, note);
            return Optional.of(new Receipt(id, null));
        }
        if (noted.startsWith(BEGUN)) {
            doubt(id, begun(noted));
        }
        return Optional.empty();
    }

    private boolean isFiled(Mailboxes where, String id) throws DeliveryException {
        return where.talk(client -> {
            Optional<String> folder = folders.sent(client);
            return folder.isPresent() && Originals.in(client, folder.get(), id).isPresent();
        });
    }

    private void doubt(String id, Instant begun) throws DeliveryException {
        Instant filed = begun.plus(UNTIL_FILED);
        if (!settings.fileSent()) {
            if (filed.isAfter(clock.instant())) {
                throw new DeliveryException(
                        FailureCategory.UNAVAILABLE,
                        "Whether the mail was sent is known when the server has had time to file it.",
                        filed,
                        null);
            }
            return;
        }
        throw new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "The mail server gave no answer when it was given the mail at " + begun
                        + ", and nobody but its log can tell whether it took it. Look there for " + id
                        + ", and decide whether the mail is sent again.",
                null);
    }

    private Instant begun(String noted) {
        try {
            return Instant.parse(noted.substring(BEGUN.length()));
        } catch (DateTimeException damaged) {
            return clock.instant();
        }
    }

    private static String note(Post post) {
        return "out." + key(post.idempotencyKey());
    }

    private static String key(String text) {
        return MessageIds.digest(text.getBytes(StandardCharsets.UTF_8)).substring(0, 40);
    }

    /** The same for each attempt. */
    private String id(Post post) {
        String own = settings.address().getAddress().toLowerCase(Locale.ROOT);
        return "rostrum." + key(own + "\n" + channelId + "\n" + post.idempotencyKey())
                + own.substring(own.lastIndexOf('@'));
    }

    /** A letter as IMAP wants it: its size first. */
    private record Copy(Letter letter) implements Literal {
        @Override
        public int size() {
            Counted counted = new Counted();
            try {
                letter.writeTo(counted);
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
            return Math.toIntExact(counted.bytes);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            letter.writeTo(out);
        }
    }

    private static final class Counted extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes += length;
        }
    }
}
