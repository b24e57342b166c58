package org.rostrum.channels;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.audit.AuditLog;

/** What the audit trail tells of changes of channels: of secrets no more than that they were set, replaced or removed. */
@Component(service = ChannelAudit.class)
public final class ChannelAudit {
    private final AuditLog log;

    @Activate
    public ChannelAudit(@Reference AuditLog log) {
        this.log = log;
    }

    void created(Channel channel, Set<String> secrets) {
        log.record("channel.create", subject(channel), channel.accountId(), null, json(channel, secrets, Map.of()));
    }

    void updated(
            Channel before,
            Set<String> secretsBefore,
            Channel after,
            Set<String> secretsAfter,
            SplitSettings settings,
            @Nullable Integer pollSeconds) {
        Map<String, Object> more = new HashMap<>();
        if (!settings.secrets().isEmpty()) {
            more.put("secretsGiven", new TreeSet<>(settings.secrets().keySet()));
        }
        if (pollSeconds != null) {
            more.put("pollSeconds", pollSeconds);
        }
        log.record(
                "channel.update",
                subject(after),
                after.accountId(),
                json(before, secretsBefore, Map.of()),
                json(after, secretsAfter, more));
    }

    void removed(Channel channel, Set<String> secrets) {
        log.record("channel.remove", subject(channel), channel.accountId(), json(channel, secrets, Map.of()), null);
    }

    private static String subject(Channel channel) {
        return "channel/" + channel.id();
    }

    private static String json(Channel channel, Set<String> secrets, Map<String, Object> more) {
        Map<String, Object> told = new HashMap<>(more);
        told.put("id", channel.id());
        told.put("accountId", channel.accountId());
        told.put("connector", channel.connector());
        told.put("name", channel.name());
        told.put("settings", channel.settings());
        told.put("secrets", new TreeSet<>(secrets));
        told.put("state", channel.state());
        return SettingsJson.write(told);
    }
}
