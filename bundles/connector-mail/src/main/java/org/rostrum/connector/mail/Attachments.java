package org.rostrum.connector.mail;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rostrum.api.activity.Attachment;
import org.rostrum.connector.mail.mime.MimeMail;

/** Tells what is attached to a mail, and where it lies: as an address of IMAP (RFC 5092), which programs for mail understand. */
final class Attachments {
    private final String server;

    Attachments(MailSettings settings) {
        MailSettings.Server imap = settings.imap();
        String scheme = imap.security() == Security.TLS ? "imaps" : "imap";
        this.server = scheme + "://" + imap.host() + ":" + imap.port() + "/";
    }

    List<Attachment> of(RawMail raw, MimeMail mail) {
        String place = server + encoded(raw.folder()) + ";UIDVALIDITY=" + raw.validity() + "/;UID=" + raw.uid();
        List<Attachment> all = new ArrayList<>();
        for (MimeMail.File file : mail.files()) {
            String size = file.bytes() < 0 ? "size unknown" : bytes(file.bytes());
            all.add(new Attachment(
                    URI.create(place + "/;SECTION=" + file.section()),
                    file.mediaType(),
                    (file.name() == null ? "" : file.name() + ", ") + size));
        }
        List<String> notes = new ArrayList<>(mail.notes());
        if (raw.isCut()) {
            notes.add(
                    0,
                    "It has " + bytes(raw.size()) + ", of which the first " + bytes(raw.bytes().length)
                            + " were read.");
        }
        if (!notes.isEmpty()) {
            all.add(new Attachment(URI.create(place), "message/rfc822", "The whole mail. " + String.join(" ", notes)));
        }
        return all;
    }

    private static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d bytes", count);
    }

    private static String encoded(String folder) {
        return URLEncoder.encode(folder, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
