package org.rostrum.connector.mail;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.connector.mail.net.Bounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection on which the server tells of new mail (IDLE, RFC 2177). Begun by a look at the mailbox that went well, and ended
 * by the first thing that goes wrong: the platform, which is told of news then, decides when the mailbox is looked at again.
 */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    /** Less than the half hour after which servers sign off whoever says nothing, and than most firewalls forget. */
    private static final Duration SILENCE = Duration.ofMinutes(9);

    private static final Duration WHOLE = Duration.ofHours(23);
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    /** One that lived shorter does not ask for a new look, or a server that hangs up at once would be asked all the time. */
    private static final Duration SHORT_LIFE = Duration.ofMinutes(1);

    private final Mailboxes mailboxes;
    private final Folders folders;
    private final Duration patience;
    private final Runnable news;
    private @Nullable Thread thread;
    private boolean closed;
    private volatile boolean unable;

    Watcher(Mailboxes mailboxes, Folders folders, Duration patience, Runnable news) {
        this.mailboxes = mailboxes;
        this.folders = folders;
        this.patience = patience;
        this.news = news;
    }

    /**
     * Watches, unless it does already.
     *
     * @param read how far the folder was read
     */
    synchronized void watch(MailCursor.Place read) {
        if (closed || unable || isWatching()) {
            return;
        }
        Thread next = new Thread(() -> run(read), "rostrum-mail-idle-" + NUMBER.incrementAndGet());
        next.setDaemon(true);
        thread = next;
        next.start();
    }

    synchronized boolean isWatching() {
        return thread != null && thread.isAlive();
    }

    /** The connections of the channel are closed by their owner. */
    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void run(MailCursor.Place read) {
        long began = System.nanoTime();
        Bounds bounds = Bounds.of(WHOLE, patience, MOST_BYTES);
        try {
            mailboxes.talk(bounds, client -> {
                listen(client, bounds, read);
                return Boolean.TRUE;
            });
        } catch (DeliveryException | RuntimeException ended) {
            LOG.debug("A mailbox is no longer watched", ended);
        }
        if (!isClosed() && !unable && System.nanoTime() - began > SHORT_LIFE.toNanos()) {
            news.run();
        }
    }

    private void listen(ImapClient client, Bounds bounds, MailCursor.Place read)
            throws ProtocolException, IOException, DeliveryException {
        MailboxInfo box = folders.openRead(client);
        if (!client.hasCapability("IDLE")) {
            LOG.info("The mail server does not tell of new mail; the mailbox is looked at from time to time");
            unable = true;
            return;
        }
        if (box.uidvalidity != read.validity() || box.uidnext > read.uid() + 1) {
            // it came between the look and now
            news.run();
        }
        int[] mails = {box.total};
        while (!isClosed()) {
            bounds.allowSilence(patience);
            client.idleStart();
            bounds.allowSilence(SILENCE);
            await(client, bounds, mails);
        }
    }

    /** Until the server says that it no longer tells. */
    private void await(ImapClient client, Bounds bounds, int[] mails) throws ProtocolException, IOException {
        boolean ending = false;
        while (true) {
            Response said = client.readIdleResponse();
            if (said == null) {
                return;
            }
            if (said.isSynthetic() && said.getException() instanceof SocketTimeoutException late) {
                if (ending) {
                    throw late;
                }
                // is anybody there?
                ending = true;
                bounds.allowSilence(patience);
                client.idleAbort();
            } else if (said.isTagged() || said.isBYE()) {
                client.processIdleResponse(said);
                return;
            } else if (said instanceof IMAPResponse one) {
                count(one, mails);
            }
        }
    }

    private void count(IMAPResponse said, int[] mails) {
        if (said.keyEquals("EXPUNGE")) {
            mails[0]--;
        } else if (said.keyEquals("EXISTS")) {
            if (said.getNumber() > mails[0]) {
                news.run();
            }
            mails[0] = said.getNumber();
        }
    }
}
