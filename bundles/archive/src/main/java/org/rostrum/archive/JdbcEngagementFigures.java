package org.rostrum.archive;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.archive.ContactSummary;
import org.rostrum.api.archive.EngagementFigures;
import org.rostrum.api.archive.HourlyCount;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.archive.ResponseSummary;
import org.rostrum.api.archive.Volume;
import org.rostrum.api.data.ConsistentRead;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.security.Access;
import org.rostrum.archive.figures.ContactFigures;
import org.rostrum.archive.figures.HourlyFigures;
import org.rostrum.archive.figures.ResponseTimes;
import org.rostrum.archive.figures.Volumes;
import org.rostrum.archive.store.HeadRow;

/** Figures from the sums that were written with the data. */
@Component(service = EngagementFigures.class)
public final class JdbcEngagementFigures implements EngagementFigures {
    private static final String READ = "archive:read";

    private final Access access;
    private final Database database;
    private final HourlyFigures hourly;
    private final Volumes volumes;
    private final ResponseTimes responses;
    private final ContactFigures contacts;

    @Activate
    public JdbcEngagementFigures(@Reference ArchiveTables tables, @Reference Access access) {
        this.access = access;
        this.database = tables.database();
        this.hourly = new HourlyFigures(database);
        // a period is put together by adding and taking off, which needs one state
        ConsistentRead archive = HeadRow.consistent(database);
        this.volumes = new Volumes(archive);
        this.responses = new ResponseTimes(archive);
        this.contacts = new ContactFigures(archive);
    }

    @Override
    public void hourly(Set<String> accountIds, Instant from, Instant to, Consumer<HourlyCount> consumer) {
        access.requireAll(READ, accountIds);
        hourly.stream(accountIds, from, to, consumer);
    }

    @Override
    public Map<String, Volume> volumes(Set<String> accountIds, List<Instant> edges, @Nullable ZoneId zone) {
        access.requireAll(READ, accountIds);
        return volumes.byAccount(accountIds, edges, zone);
    }

    @Override
    public ResponseFigures responses(Set<String> accountIds, Instant from, Instant to) {
        access.requireAll(READ, accountIds);
        return responses.together(accountIds, from, to);
    }

    @Override
    public Map<String, ResponseFigures> responsesByAccount(Set<String> accountIds, Instant from, Instant to) {
        access.requireAll(READ, accountIds);
        return responses.summary(accountIds, from, to).byAccount();
    }

    @Override
    public ResponseSummary responseSummary(Set<String> accountIds, Instant from, Instant to) {
        access.requireAll(READ, accountIds);
        return responses.summary(accountIds, from, to);
    }

    @Override
    public Map<String, Long> openConversations(Set<String> accountIds) {
        access.requireAll(READ, accountIds);
        return database.read(connection -> {
            Map<String, Long> waiting = new TreeMap<>();
            for (String account : accountIds) {
                long number =
                        Sql.number(connection, "select waiting from archive_account where account_id = ?", account);
                if (number > 0) {
                    waiting.put(account, number);
                }
            }
            return waiting;
        });
    }

    @Override
    public Map<String, Long> contacts(Set<String> accountIds, Instant from, Instant to) {
        access.requireAll(READ, accountIds);
        return contacts.byAccount(accountIds, from, to);
    }

    @Override
    public long contactsTogether(Set<String> accountIds, Instant from, Instant to) {
        access.requireAll(READ, accountIds);
        return contacts.summary(accountIds, from, to).together();
    }

    @Override
    public ContactSummary contactSummary(Set<String> accountIds, Instant from, Instant to) {
        access.requireAll(READ, accountIds);
        return contacts.summary(accountIds, from, to);
    }
}
