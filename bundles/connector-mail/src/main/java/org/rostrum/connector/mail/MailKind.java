package org.rostrum.connector.mail;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.PostLimits;

/** What a mailbox can do. Nothing in it is public, so nothing is published: mails are answers, or for one person. */
@Component
@ConnectorType(MailKind.TYPE)
public final class MailKind implements ConnectorKind {
    static final String TYPE = "mail";

    static final Set<Ability> ABILITIES =
            Set.copyOf(EnumSet.of(Ability.LISTEN, Ability.REPLY, Ability.DIRECT_MESSAGE, Ability.MEDIA));

    /** What most servers take, counted before attachments grow by a third on their way. */
    static final long MOST_BYTES = 15_000_000;

    private static final int MOST_ATTACHMENTS = 20;

    /** Kinds that people can open; programs are refused by servers, too. */
    static final PostLimits LIMITS = new PostLimits(
            new PostLimits.TextLimit(100_000, PostLimits.Unit.UTF_16, 0),
            List.of(
                    limit("image/*"),
                    limit("audio/*"),
                    limit("video/*"),
                    limit("text/*"),
                    limit("font/*"),
                    limit("application/pdf"),
                    limit("application/json"),
                    limit("application/zip"),
                    limit("application/rtf"),
                    limit("application/xml"),
                    limit("application/msword"),
                    limit("application/vnd.ms-excel"),
                    limit("application/vnd.ms-powerpoint"),
                    limit("application/vnd.oasis.opendocument.text"),
                    limit("application/vnd.oasis.opendocument.spreadsheet"),
                    limit("application/vnd.oasis.opendocument.presentation"),
                    limit("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
                    limit("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                    limit("application/vnd.openxmlformats-officedocument.presentationml.presentation")),
            MOST_ATTACHMENTS);

    private static PostLimits.MediaLimit limit(String mediaType) {
        return new PostLimits.MediaLimit(mediaType, MOST_BYTES, MOST_ATTACHMENTS);
    }

    @Override
    public String title() {
        return "Mailbox";
    }

    @Override
    public Set<Ability> abilities() {
        return ABILITIES;
    }

    @Override
    public PostLimits limits() {
        return LIMITS;
    }

    @Override
    public void check(Map<String, String> settings) {
        MailSettings.of(settings);
    }
}
