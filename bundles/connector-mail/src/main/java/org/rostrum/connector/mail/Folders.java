package org.rostrum.connector.mail;

import jakarta.mail.Flags;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.Literal;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Finds the folders that the channel uses. */
final class Folders {
    private static final List<String> SENT = List.of("sent", "sent items", "sent messages", "sent mail");
    private static final Flags SEEN = new Flags(Flags.Flag.SEEN);

    private final MailSettings settings;

    Folders(MailSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens the folder that is read, so that nothing in it is changed.
     *
     * @throws DeliveryException when it is not there
     */
    MailboxInfo openRead(ImapClient client) throws ProtocolException, DeliveryException {
        return open(client, settings.folder(), "folder");
    }

    static MailboxInfo open(ImapClient client, String folder, String setting)
            throws ProtocolException, DeliveryException {
        try {
            return client.examine(folder);
        } catch (CommandFailedException refused) {
            throw new DeliveryException(
                    FailureCategory.REJECTED,
                    "The folder \"" + folder + "\" is not in the mailbox, or cannot be opened. Correct the setting "
                            + setting + ".",
                    null);
        }
    }

    /** The folder of sent mails; empty when there is none. */
    Optional<String> sent(ImapClient client) throws ProtocolException {
        if (!settings.sentFolder().isEmpty()) {
            return Optional.of(settings.sentFolder());
        }
        List<ListInfo> all = list(client);
        Optional<String> marked = all.stream()
                .filter(folder -> hasAttribute(folder, "\\Sent"))
                .map(folder -> folder.name)
                .findFirst();
        return marked.isPresent()
                ? marked
                : SENT.stream()
                        .flatMap(name ->
                                all.stream().filter(folder -> last(folder).equals(name)))
                        .map(folder -> folder.name)
                        .findFirst();
    }

    /** Folders into which mails are put by people when they are done with them. */
    List<String> shelves(ImapClient client) throws ProtocolException {
        return list(client).stream()
                .filter(folder -> hasAttribute(folder, "\\All")
                        || hasAttribute(folder, "\\Archive")
                        || last(folder).equals("archive"))
                .map(folder -> folder.name)
                .limit(3)
                .toList();
    }

    private static List<ListInfo> list(ImapClient client) throws ProtocolException {
        ListInfo[] all = client.list("", "*");
        return all == null ? List.of() : Arrays.asList(all);
    }

    private static boolean hasAttribute(ListInfo folder, String attribute) {
        return folder.attrs != null && Arrays.stream(folder.attrs).anyMatch(attribute::equalsIgnoreCase);
    }

    /** The last part of its path, in lower case. */
    private static String last(ListInfo folder) {
        String name = folder.name.toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf(folder.separator) + 1);
    }

    /** Puts a mail into the folder of sent mails, which is made when there is none. */
    void file(ImapClient client, Literal mail) throws ProtocolException {
        Optional<String> there = sent(client);
        if (there.isEmpty()) {
            client.create("Sent");
        }
        client.appenduid(there.orElse("Sent"), SEEN, null, mail, false);
    }
}
