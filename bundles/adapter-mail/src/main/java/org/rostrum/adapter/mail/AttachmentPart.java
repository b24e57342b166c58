package org.rostrum.adapter.mail;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.ParseException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/** An attachment as a part of a mail, read while it is sent. */
final class AttachmentPart {
    private static final Pattern NOT_IN_FILE_NAMES = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029/\\\\:]+");

    private AttachmentPart() {}

    static MimeBodyPart of(DataSource content) throws MessagingException {
        String name =
                NOT_IN_FILE_NAMES.matcher(content.getName()).replaceAll("_").strip();
        String fileName = name.isEmpty() ? "attachment" : name;
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new Source(content, fileName, mediaType(content.getContentType()))));
        part.setDisposition(Part.ATTACHMENT);
        part.setFileName(fileName);
        // said beforehand, or the whole attachment would be read once more to find out
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static String mediaType(String text) {
        try {
            String type = new ContentType(text).toString();
            return type.isEmpty() || type.chars().anyMatch(Character::isISOControl) ? "application/octet-stream" : type;
        } catch (ParseException unknown) {
            return "application/octet-stream";
        }
    }

    private record Source(DataSource content, String name, String mediaType) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            try {
                return new Marking(content.getInputStream(), name);
            } catch (IOException unreadable) {
                throw new AttachmentUnreadableException(name, unreadable);
            }
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("Attachments cannot be written");
        }

        @Override
        public String getContentType() {
            return mediaType;
        }

        @Override
        public String getName() {
            return name;
        }
    }

    /** Says of each failure that it came from here. */
    private static final class Marking extends FilterInputStream {
        private final String name;

        Marking(InputStream in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException unreadable) {
                throw new AttachmentUnreadableException(name, unreadable);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException unreadable) {
                throw new AttachmentUnreadableException(name, unreadable);
            }
        }
    }
}
