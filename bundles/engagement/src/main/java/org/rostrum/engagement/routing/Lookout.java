package org.rostrum.engagement.routing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.engagement.CaseStore;
import org.rostrum.engagement.CaseStore.EarlierCase;
import org.rostrum.engagement.due.BusinessTime;

/** Looks up what surrounds activities, and only what the rules ask for. */
final class Lookout {
    private final Archive archive;
    private final Engine engine;
    private final Function<String, BusinessTime> hours;
    private final CaseStore cases = new CaseStore();

    /** @param hours by account */
    Lookout(Archive archive, Engine engine, Function<String, BusinessTime> hours) {
        this.archive = archive;
        this.engine = engine;
        this.hours = hours;
    }

    Surroundings around(Connection connection, Collection<ArchivedActivity> activities, RuleBook rules)
            throws SQLException {
        Map<Long, Contact> contacts = rules.asksForContacts()
                ? archive.contactsOf(
                        activities.stream().map(ArchivedActivity::sequence).toList())
                : Map.of();
        Map<Long, List<EarlierCase>> earlier = rules.asksForCases()
                ? cases.ofContacts(
                        connection,
                        engine,
                        contacts.values().stream().map(Contact::id).collect(Collectors.toSet()))
                : Map.of();
        Set<Long> conversations =
                activities.stream().map(ArchivedActivity::conversationId).collect(Collectors.toSet());
        return new Surroundings(archive.conversations(conversations), contacts, earlier, hours);
    }
}
