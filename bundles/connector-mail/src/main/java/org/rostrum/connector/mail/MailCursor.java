package org.rostrum.connector.mail;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.connector.mail.mime.MessageIds;

/**
 * How far the folders of a mailbox were read.
 *
 * @param since mails that came before this day (UTC) are not brought
 * @param inbox of the folder that is read
 * @param sent of the folder of sent mails
 */
record MailCursor(LocalDate since, Place inbox, Place sent) {
    private static final Pattern TEXT =
            Pattern.compile("mail1 ([0-9-]{10}) ([0-9a-f]*):([0-9]+):([0-9]+) ([0-9a-f]*):([0-9]+):([0-9]+)");

    /**
     * A place in a folder.
     *
     * @param folder digest of which folder that is; another one is read from its beginning
     * @param validity UIDVALIDITY, with which the numbers hold; 0 when nothing was read yet
     * @param uid of the last mail that was brought; 0 for none
     */
    record Place(String folder, long validity, long uid) {
        static final Place BEGIN = new Place("", 0, 0);

        /** This one if it is of that folder as it is now, else its beginning. */
        Place in(String digest, long present) {
            return folder.equals(digest) && validity == present ? this : new Place(digest, present, 0);
        }

        Place at(long last) {
            return new Place(folder, validity, last);
        }

        @Override
        public String toString() {
            return folder + ":" + validity + ":" + uid;
        }
    }

    static MailCursor parse(@Nullable String text, LocalDate since) {
        if (text == null) {
            return new MailCursor(since, Place.BEGIN, Place.BEGIN);
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("This is no cursor of ours.");
        }
        try {
            return new MailCursor(LocalDate.parse(parts.group(1)), place(parts, 2), place(parts, 5));
        } catch (DateTimeException | NumberFormatException damaged) {
            throw new IllegalStateException("This is no cursor of ours.", damaged);
        }
    }

    private static Place place(Matcher parts, int group) {
        return new Place(
                parts.group(group), Long.parseLong(parts.group(group + 1)), Long.parseLong(parts.group(group + 2)));
    }

    /** Which folder of which mailbox it is. */
    static String digest(MailSettings settings, String folder) {
        String whole = settings.imap().host() + "\n" + settings.user() + "\n" + folder;
        return MessageIds.digest(whole.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    MailCursor withInbox(Place place) {
        return new MailCursor(since, place, sent);
    }

    MailCursor withSent(Place place) {
        return new MailCursor(since, inbox, place);
    }

    @Override
    public String toString() {
        return "mail1 " + since + " " + inbox + " " + sent;
    }
}
