package org.rostrum.connector.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.mail.MailSettings.Server;
import org.rostrum.connector.mail.net.OpenSockets;
import org.rostrum.connector.mail.net.Trust;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ChannelMemory;
import org.rostrum.spi.connector.ChannelNews;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.net.NetworkGate;

/** One mailbox. */
@Component(configurationPid = "org.rostrum.connector.mail", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(MailKind.TYPE)
@Designate(ocd = MailConfig.class, factory = true)
public final class MailConnector implements Connector {
    /** Of the IMAP server; that of the SMTP server comes after it, and both have less than a minute. */
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(25);

    private final MailSettings settings;
    private final OpenSockets sockets = new OpenSockets();
    private final Mailboxes mailboxes;
    private final Folders folders;
    private final MailReader reader;
    private final SmtpServer smtp;
    private final Sender sender;
    private final Watcher watcher;
    private final Returned returned;
    private final Clock clock;

    @Activate
    public MailConnector(
            MailConfig config,
            Map<String, Object> properties,
            @Reference NetworkGate gate,
            @Reference ChannelMemory memory,
            @Reference ChannelNews news,
            @Reference Clock clock) {
        String channelId = String.valueOf(properties.get(CHANNEL));
        this.settings = MailSettings.of(config);
        this.clock = clock;
        Trust trust = new Trust(settings.certificate());
        MailFailures failures = new MailFailures(settings, trust, clock);
        this.mailboxes = new Mailboxes(settings, gate, trust, sockets, failures);
        this.folders = new Folders(settings);
        this.reader = new MailReader(settings);
        this.smtp = new SmtpServer(settings, gate, trust, sockets, failures);
        this.sender = new Sender(settings, mailboxes, folders, smtp, memory, channelId, clock);
        this.watcher = new Watcher(
                mailboxes, folders, Duration.ofSeconds(settings.patienceSeconds()), () -> news.arrived(channelId));
        this.returned = new Returned(clock);
        if (settings.idle()) {
            // a look at the mailbox begins the watch, and until the next regular one nobody would be told of anything
            news.arrived(channelId);
        }
    }

    @Deactivate
    void close() {
        watcher.close();
        sockets.close();
    }

    @Override
    public Set<Ability> abilities() {
        return settings.smtp() == null ? EnumSet.of(Ability.LISTEN) : MailKind.ABILITIES;
    }

    @Override
    public String network() {
        return "mail";
    }

    @Override
    public String check() throws DeliveryException {
        int mails = mailboxes.within(() -> LONGEST_CHECK).talk(client -> {
            MailboxInfo box = folders.openRead(client);
            if (!settings.sentFolder().isEmpty()) {
                Folders.open(client, settings.sentFolder(), "sentFolder");
            }
            return box.total;
        });
        Server out = settings.smtp();
        if (out != null) {
            smtp.check(out);
        }
        return settings.address().toUnicodeString() + " (" + mails + (mails == 1 ? " mail" : " mails") + " in "
                + settings.folder() + (out == null ? "; cannot answer)" : ")");
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        MailCursor from = MailCursor.parse(cursor, today.minusDays(settings.historyDays()));
        Fetched fetched = mailboxes.talk(client -> read(client, from));
        if (settings.idle() && !fetched.more()) {
            watcher.watch(MailCursor.parse(fetched.cursor(), today).inbox());
        }
        return fetched;
    }

    private Fetched read(ImapClient client, MailCursor from) throws ProtocolException, IOException, DeliveryException {
        List<Activity> activities = new ArrayList<>();
        FolderReader.Page inbox =
                read(client, settings.folder(), from.inbox(), from.since(), Direction.INBOUND, activities);
        MailCursor at = from.withInbox(inbox.place());
        if (inbox.more() || !settings.ownMails()) {
            return new Fetched(activities, at.toString(), inbox.more(), Duration.ZERO);
        }
        Optional<String> sent = folders.sent(client).filter(folder -> !folder.equals(settings.folder()));
        if (sent.isEmpty()) {
            return new Fetched(activities, at.toString(), false, Duration.ZERO);
        }
        FolderReader.Page own = read(client, sent.get(), from.sent(), from.since(), Direction.OUTBOUND, activities);
        return new Fetched(activities, at.withSent(own.place()).toString(), own.more(), Duration.ZERO);
    }

    private FolderReader.Page read(
            ImapClient client,
            String folder,
            MailCursor.Place from,
            LocalDate since,
            Direction direction,
            List<Activity> into)
            throws ProtocolException, DeliveryException {
        boolean inbound = direction == Direction.INBOUND;
        MailboxInfo box = Folders.open(client, folder, inbound ? "folder" : "sentFolder");
        MailCursor.Place place = from.in(MailCursor.digest(settings, folder), box.uidvalidity);
        return new FolderReader(client, folder, box)
                .read(place, since, raw -> reader.read(raw, direction).ifPresent(read -> {
                    into.add(read.activity());
                    if (read.report() != null) {
                        returned.add(read.activity(), read.report());
                    }
                }));
    }

    @Override
    public Receipt publish(Post post) throws DeliveryException {
        return sender.publish(post, out());
    }

    @Override
    public boolean canFind() {
        return settings.smtp() != null;
    }

    @Override
    public Optional<Receipt> find(Post post) throws DeliveryException {
        out();
        return sender.find(post);
    }

    private Server out() throws DeliveryException {
        Server server = settings.smtp();
        if (server == null) {
            throw new DeliveryException(
                    FailureCategory.UNSUPPORTED,
                    "This channel cannot send mails. Give the setting smtpHost, if it should.",
                    null);
        }
        return server;
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(returned.warnings());
        warnings.addAll(sender.warnings());
        return warnings;
    }

    /** For tests. */
    boolean isWatching() {
        return watcher.isWatching();
    }
}
