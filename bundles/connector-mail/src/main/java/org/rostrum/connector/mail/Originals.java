package org.rostrum.connector.mail;

import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.mail.mime.Headers;
import org.rostrum.connector.mail.mime.MessageIds;
import org.rostrum.spi.text.PlainText;

/** Finds mails by their names. */
final class Originals {
    private static final int MOST_RECIPIENTS = 5;
    private static final int MOST_REFERENCES = 20;
    private static final int HEADER_BYTES = 128 * 1024;

    private final MailSettings settings;
    private final Mailboxes mailboxes;
    private final Folders folders;

    Originals(MailSettings settings, Mailboxes mailboxes, Folders folders) {
        this.settings = settings;
        this.mailboxes = mailboxes;
        this.folders = folders;
    }

    /**
     * What an answer must know of the mail that it answers.
     *
     * @param to whom its author wants answers to be sent
     * @param references Message-IDs of the thread, the mail's own as the last
     */
    record Original(List<InternetAddress> to, String subject, List<String> references) {}

    /** @throws DeliveryException REJECTED when it cannot be answered */
    Original find(String id) throws DeliveryException {
        if (!MessageIds.isWritable(id)) {
            throw rejected(
                    "The mail has no name (Message-ID) that an answer could refer to. Answer it with another program.");
        }
        Headers headers = mailboxes
                .talk(client -> search(client, id))
                .orElseThrow(() -> rejected("The mail that it answers is no longer in the folder " + settings.folder()
                        + ", nor in the archive folder. Move it back, or answer it with another program."));
        return original(id, headers);
    }

    private Optional<Headers> search(ImapClient client, String id) throws ProtocolException {
        Set<String> places = new LinkedHashSet<>();
        places.add(settings.folder());
        Optional<Headers> found = in(client, settings.folder(), id);
        for (String shelf : found.isPresent() ? List.<String>of() : folders.shelves(client)) {
            if (found.isEmpty() && places.add(shelf)) {
                found = in(client, shelf, id);
            }
        }
        return found;
    }

    /** Looks in one folder; a folder that cannot be opened holds nothing. */
    static Optional<Headers> in(ImapClient client, String folder, String id) throws ProtocolException {
        try {
            client.examine(folder);
        } catch (CommandFailedException notThere) {
            return Optional.empty();
        }
        Argument criteria = new Argument();
        criteria.writeAtom("HEADER");
        criteria.writeAtom("Message-ID");
        criteria.writeString("<" + id + ">");
        List<Long> uids = client.search(criteria);
        for (FetchResponse one : uids.isEmpty()
                ? List.<FetchResponse>of()
                : client.fetch(
                        uids.subList(0, Math.min(3, uids.size())), "UID BODY.PEEK[HEADER]<0." + HEADER_BYTES + ">")) {
            BODY body = one.getItem(BODY.class);
            ByteArray bytes = body == null ? null : body.getByteArray();
            if (bytes != null) {
                byte[] header = bytes.getNewBytes();
                Headers headers = Headers.read(header, 0, header.length);
                if (MessageIds.of(headers.raw("message-id")).contains(id)) {
                    return Optional.of(headers);
                }
            }
        }
        return Optional.empty();
    }

    private Original original(String id, Headers headers) throws DeliveryException {
        List<InternetAddress> to = MailReader.addresses(headers.raw("reply-to"));
        if (to.isEmpty()) {
            to = MailReader.addresses(headers.raw("from"));
        }
        if (to.isEmpty()) {
            throw rejected("The mail tells no address that an answer could be sent to.");
        }
        if (to.size() > MOST_RECIPIENTS) {
            throw rejected("The mail wants answers to be sent to " + to.size() + " addresses; " + MOST_RECIPIENTS
                    + " are possible.");
        }
        if (to.stream()
                .anyMatch(one -> one.getAddress().toLowerCase(Locale.ROOT).equals(settings.ownAddress()))) {
            throw rejected("The mail wants answers to be sent to this mailbox. Answer a mail of somebody else.");
        }
        List<InternetAddress> recipients = new ArrayList<>();
        for (InternetAddress one : to) {
            recipients.add(recipient(one.getAddress(), one.getPersonal()));
        }
        List<String> references = new ArrayList<>(MessageIds.of(headers.raw("references")));
        references.removeIf(reference -> !MessageIds.isWritable(reference) || reference.equals(id));
        if (references.size() > MOST_REFERENCES) {
            // the beginning and the end of the thread
            references.subList(1, references.size() - MOST_REFERENCES + 1).clear();
        }
        references.add(id);
        return new Original(recipients, answer(PlainText.line(headers.text("subject"))), references);
    }

    private static String answer(String subject) {
        return subject.regionMatches(true, 0, "re:", 0, 3) ? subject : "Re: " + subject;
    }

    /** An address as it may stand in a header of ours. */
    static InternetAddress recipient(String address, @org.jspecify.annotations.Nullable String name)
            throws DeliveryException {
        try {
            InternetAddress checked = Addresses.parse(address);
            if (name != null) {
                String shown = PlainText.line(org.rostrum.connector.mail.mime.EncodedWords.decode(name));
                checked.setPersonal(
                        shown.isEmpty() ? null : shown.substring(0, Math.min(100, shown.length())), "UTF-8");
            }
            return checked;
        } catch (jakarta.mail.internet.AddressException | java.io.UnsupportedEncodingException unusable) {
            throw rejected("The address \"" + PlainText.line(address) + "\" cannot be written to: "
                    + PlainText.line(String.valueOf(unusable.getMessage())) + ".");
        }
    }

    static DeliveryException rejected(String message) {
        return new DeliveryException(FailureCategory.REJECTED, message, null);
    }
}
