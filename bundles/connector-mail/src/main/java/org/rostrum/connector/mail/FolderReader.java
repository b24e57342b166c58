package org.rostrum.connector.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is new in a folder that is open, in the order of its numbers. A page ends early when it has become large or has taken
 * long, so that slow servers and large mails are got through, too.
 */
final class FolderReader {
    /** Of a mail, this much is read: text stands at the beginning. */
    static final int MOST_BYTES_OF_A_MAIL = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(FolderReader.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH);
    private static final int PAGE = 50;
    private static final int MAILS_AT_ONCE = 20;
    private static final long BYTES_AT_ONCE = 1024 * 1024;
    private static final long MOST_BYTES_OF_A_PAGE = 8L * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final ImapClient client;
    private final String folder;
    private final MailboxInfo box;
    private final long end = System.nanoTime() + LONGEST.toNanos();

    /**
     * What was read.
     *
     * @param more whether there is more at once
     */
    record Page(MailCursor.Place place, boolean more) {}

    private record Envelope(long uid, Instant arrived, long size) {}

    FolderReader(ImapClient client, String folder, MailboxInfo box) {
        this.client = client;
        this.folder = folder;
        this.box = box;
    }

    /** @param since how old mails may be while nothing was read yet */
    Page read(MailCursor.Place from, LocalDate since, Consumer<RawMail> into) throws ProtocolException {
        List<Long> fresh = fresh(from, since);
        if (fresh.isEmpty()) {
            // what is older than we want is not looked at again
            boolean passedOver = from.uid() == 0 && box.uidnext > 1;
            return new Page(passedOver ? from.at(box.uidnext - 1) : from, false);
        }
        List<Long> page = fresh.subList(0, Math.min(PAGE, fresh.size()));
        List<Envelope> envelopes = envelopes(page);
        long bytes = 0;
        int next = 0;
        while (next < envelopes.size() && (next == 0 || (bytes < MOST_BYTES_OF_A_PAGE && System.nanoTime() < end))) {
            List<Envelope> group = group(envelopes, next);
            for (RawMail mail : bodies(group)) {
                into.accept(mail);
                bytes += mail.bytes().length;
            }
            next += group.size();
        }
        boolean whole = next == envelopes.size();
        long last = whole ? page.get(page.size() - 1) : envelopes.get(next - 1).uid();
        return new Page(from.at(last), !whole || page.size() < fresh.size());
    }

    private List<Long> fresh(MailCursor.Place from, LocalDate since) throws ProtocolException {
        Argument criteria = new Argument();
        if (from.uid() == 0) {
            criteria.writeAtom("SINCE");
            criteria.writeAtom(DAY.format(since));
        } else {
            criteria.writeAtom("UID");
            // the last one is always named, even when it is older
            criteria.writeAtom((from.uid() + 1) + ":*");
        }
        return client.search(criteria).stream().filter(uid -> uid > from.uid()).toList();
    }

    /** In the order of the numbers; those that are gone meanwhile are left out. */
    private List<Envelope> envelopes(List<Long> uids) throws ProtocolException {
        Map<Long, Envelope> found = new LinkedHashMap<>();
        for (FetchResponse one : client.fetch(uids, "UID INTERNALDATE RFC822.SIZE")) {
            UID uid = one.getItem(UID.class);
            INTERNALDATE arrived = one.getItem(INTERNALDATE.class);
            RFC822SIZE size = one.getItem(RFC822SIZE.class);
            if (uid != null) {
                boolean dated = arrived != null && arrived.getDate() != null;
                found.put(
                        uid.uid,
                        new Envelope(
                                uid.uid,
                                dated ? arrived.getDate().toInstant() : RawMail.UNKNOWN,
                                size == null ? 0 : size.size));
            }
        }
        return uids.stream().filter(found::containsKey).map(found::get).toList();
    }

    private static List<Envelope> group(List<Envelope> all, int from) {
        long bytes = 0;
        int to = from;
        while (to < all.size() && to - from < MAILS_AT_ONCE && (to == from || bytes < BYTES_AT_ONCE)) {
            bytes += Math.min(all.get(to).size(), MOST_BYTES_OF_A_MAIL);
            to++;
        }
        return all.subList(from, to);
    }

    private List<RawMail> bodies(List<Envelope> envelopes) throws ProtocolException {
        Map<Long, byte[]> bodies = new LinkedHashMap<>();
        List<Long> uids = envelopes.stream().map(Envelope::uid).toList();
        for (FetchResponse one : client.fetch(uids, "UID BODY.PEEK[]<0." + MOST_BYTES_OF_A_MAIL + ">")) {
            UID uid = one.getItem(UID.class);
            BODY body = one.getItem(BODY.class);
            if (uid != null && body != null) {
                ByteArray bytes = body.getByteArray();
                bodies.put(uid.uid, bytes == null ? new byte[0] : bytes.getNewBytes());
            }
        }
        List<RawMail> mails = new ArrayList<>();
        for (Envelope envelope : envelopes) {
            byte[] bytes = bodies.get(envelope.uid());
            if (bytes != null) {
                mails.add(new RawMail(
                        folder, box.uidvalidity, envelope.uid(), envelope.arrived(), envelope.size(), bytes));
            } else {
                LOG.info("Mail {} of a folder was gone before it could be read", envelope.uid());
            }
        }
        return mails;
    }
}
