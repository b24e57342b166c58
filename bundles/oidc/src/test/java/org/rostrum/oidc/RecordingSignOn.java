package org.rostrum.oidc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.ExternalPerson;
import org.rostrum.api.identity.ExternalRules;
import org.rostrum.api.identity.ExternalSignOn;
import org.rostrum.api.identity.ExternalSignOnException;
import org.rostrum.api.problem.Problem;

/** Lets everybody in, and keeps who it was. */
final class RecordingSignOn implements ExternalSignOn {
    final List<ExternalPerson> people = new ArrayList<>();
    final List<ExternalRules> rules = new ArrayList<>();
    final List<String> ended = new ArrayList<>();
    final Map<String, Long> groups = new LinkedHashMap<>(Map.of("Publishers", 1L, "Readers", 2L));
    ExternalSignOnException.@Nullable Reason refuse;

    @Nullable
    Closed session;

    @Override
    public Opened open(ExternalPerson person, ExternalRules given, @Nullable String agent, boolean secure) {
        if (refuse != null) {
            throw new ExternalSignOnException(refuse, "no");
        }
        people.add(person);
        rules.add(given);
        String session = "session-" + people.size();
        return new Opened(person.userName(), session, "rostrumSession=" + session + (secure ? "; Secure" : ""));
    }

    @Override
    public Optional<Closed> close(boolean secure) {
        return Optional.ofNullable(session);
    }

    @Override
    public int end(String provider, @Nullable String providerSession, @Nullable String subject, String reason) {
        ended.add(provider + " " + providerSession + " " + subject);
        return 1;
    }

    @Override
    public int endAll(String provider) {
        ended.add(provider);
        return 1;
    }

    @Override
    public void forget(String provider) {
        ended.add("forget " + provider);
    }

    @Override
    public void link(String provider, String subject, String user) {
        ended.add("link " + provider + " " + subject + " " + user);
    }

    @Override
    public Map<String, Long> givableGroups(Collection<String> names) {
        Map<String, Long> ids = new LinkedHashMap<>();
        for (String name : names) {
            if (!groups.containsKey(name)) {
                throw Problem.invalid("groups.group", "There is no group \"" + name + "\".", "Make the group first.");
            }
            ids.put(name, groups.get(name));
        }
        return ids;
    }

    @Override
    public Map<Long, String> groupNames(Collection<Long> ids) {
        Map<Long, String> names = new LinkedHashMap<>();
        groups.forEach((name, id) -> {
            if (ids.contains(id)) {
                names.put(id, name);
            }
        });
        return names;
    }
}
