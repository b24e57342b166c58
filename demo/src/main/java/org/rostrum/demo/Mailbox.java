package org.rostrum.demo;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/** The folder in which the mail catcher leaves what it got. */
final class Mailbox {
    private final Path folder;

    Mailbox(Path folder) {
        this.folder = folder;
    }

    /**
     * A mail and what was in it.
     *
     * @param attachments files saved, in the order of the mail
     */
    record Mail(String to, String subject, String text, List<Path> attachments) {}

    /** Waits for the first mail to somebody and saves what was in it. */
    Mail await(String to, Path out, Duration most) throws IOException, InterruptedException, MessagingException {
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end) {
            for (Path file : files()) {
                MimeMessage message;
                try (InputStream in = Files.newInputStream(file)) {
                    message = new MimeMessage(Session.getInstance(new Properties()), in);
                }
                String receivers = String.valueOf(message.getHeader("To", ", "));
                if (receivers.contains(to)) {
                    return save(message, receivers, out);
                }
            }
            Thread.sleep(250);
        }
        throw new IOException("No mail to " + to + " within " + most.toSeconds() + " s in " + folder);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
        }
    }

    private static Mail save(MimeMessage message, String to, Path out) throws IOException, MessagingException {
        StringBuilder text = new StringBuilder();
        List<Path> saved = new ArrayList<>();
        collect(message, out, text, saved);
        return new Mail(to, message.getSubject(), text.toString().strip(), saved);
    }

    private static void collect(Part part, Path out, StringBuilder text, List<Path> saved)
            throws IOException, MessagingException {
        if (part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart inner = multipart.getBodyPart(i);
                collect(inner, out, text, saved);
            }
        } else if (part.getFileName() != null) {
            String sent = MimeUtility.decodeText(part.getFileName());
            // never trust a name that came by mail
            String extension = sent.substring(sent.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            Path file = out.resolve("engagement." + extension.replaceAll("[^a-z0-9]", ""));
            try (InputStream in = part.getInputStream()) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            saved.add(file);
        } else if (part.isMimeType("text/plain")) {
            text.append(part.getContent());
        }
    }
}
