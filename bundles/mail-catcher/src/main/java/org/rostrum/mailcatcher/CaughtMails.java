package org.rostrum.mailcatcher;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import jakarta.mail.MessagingException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each mail into a file of its own, whose name begins with the time of arrival, so that the order of names is the order
 * of arrival. Who looks into the folder sees whole mails only. The server answers 250 after the mail is on the disk.
 */
final class CaughtMails implements MessageDeliveryHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CaughtMails.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Clock clock;
    private final GreenMailUser nobody = new Nobody();
    private @Nullable MovingMessage last;
    private long number;

    CaughtMails(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Called once for each receiver of a mail, one after the other. */
    @Override
    public synchronized GreenMailUser handle(MovingMessage mail, MailAddress receiver) throws MessagingException {
        if (mail != last) {
            try {
                write(mail);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            last = mail;
        }
        return nobody;
    }

    private void write(MovingMessage mail) throws IOException, MessagingException {
        Files.createDirectories(folder);
        String name = name();
        Path growing = folder.resolve(name + ".part");
        try {
            try (FileChannel file =
                    FileChannel.open(growing, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file));
                out.write(envelope(mail).getBytes(StandardCharsets.US_ASCII));
                mail.getMessage().writeTo(out);
                out.flush();
                file.force(true);
            }
            Files.move(growing, folder.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(growing);
        }
        LOG.info("Caught a mail to {} receivers: {}.eml", mail.getToAddresses().size(), name);
    }

    private String name() {
        String time = TIME.format(clock.instant());
        String name;
        do {
            number++;
            name = time + "-" + String.format("%06d", number);
        } while (Files.exists(folder.resolve(name + ".eml")));
        return name;
    }

    /** The receivers as the sender named them to the server, among them those of blind copies. */
    private static String envelope(MovingMessage mail) {
        return "X-Envelope-From: " + plain(mail.getReturnPath()) + "\r\n" + "X-Envelope-To: "
                + mail.getToAddresses().stream()
                        .map(CaughtMails::plain)
                        .sorted()
                        .collect(Collectors.joining(",\r\n "))
                + "\r\n";
    }

    private static String plain(MailAddress address) {
        return address.getEmail().replaceAll("[^\\x21-\\x7E]", "?");
    }
}
