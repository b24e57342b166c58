package org.rostrum.itests.outside;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the care conversations hold, counted straight from the rules of the data and without anything of the product: an
 * activity for each entry and one for the closing reply, whose time is in its id; an id that comes again with the same company
 * is a duplicate; conversations that share an activity are one; a first response is the time from a conversation's first
 * inbound activity to the first outbound one after it, in whole seconds.
 */
final class CareFigures {
    private static final long SNOWFLAKE_EPOCH = 1_288_834_974_657L;

    private final Map<String, Said> activities = new LinkedHashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private int duplicates;

    private record Said(String company, boolean inbound, String handle, Instant at) {}

    CareFigures(JsonNode conversations) {
        conversations.forEach(this::count);
    }

    private void count(JsonNode conversation) {
        String company = conversation.path("dialogHeader").path("company").asText();
        String before = null;
        for (JsonNode entry : conversation.path("dialogContent")) {
            String writer = writer(entry);
            Said said = new Said(
                    company,
                    writer.startsWith("client"),
                    entry.path(writer).asText(),
                    Instant.parse(entry.path("datetime").asText()));
            before = add(entry.path("tweet_ID").asText(), said, before);
        }
        String closing = conversation.path("agentURL").path("tweet_ID").asText();
        Instant sent = Instant.ofEpochMilli((Long.parseLong(closing) >> 22) + SNOWFLAKE_EPOCH);
        add(closing, new Said(company, false, company, sent), before);
    }

    /** The member that names who wrote an entry: client or agent, with a number when there are several. */
    static String writer(JsonNode entry) {
        for (Map.Entry<String, JsonNode> member : entry.properties()) {
            if (member.getKey().matches("(client|agent)\\d*")) {
                return member.getKey();
            }
        }
        throw new IllegalArgumentException("Nobody wrote " + entry);
    }

    private String add(String id, Said said, @Nullable String before) {
        String key = said.company() + " " + id;
        if (activities.putIfAbsent(key, said) == null) {
            parents.put(key, key);
        } else {
            duplicates++;
        }
        if (before != null) {
            parents.put(conversationOf(key), conversationOf(before));
        }
        return key;
    }

    private String conversationOf(String key) {
        String parent = parents.getOrDefault(key, key);
        return parent.equals(key) ? key : conversationOf(parent);
    }

    private long count(String company, Predicate<Said> which) {
        return of(company).values().stream().filter(which).count();
    }

    private Map<String, Said> of(String company) {
        if (company.isEmpty()) {
            return activities;
        }
        Map<String, Said> some = new LinkedHashMap<>(activities);
        some.values().removeIf(said -> !said.company().equals(company));
        return some;
    }

    /** Of one company; of all when the name is empty. */
    long inbound(String company) {
        return count(company, Said::inbound);
    }

    long outbound(String company) {
        return count(company, said -> !said.inbound());
    }

    long conversations(String company) {
        return conversationsOf(company).size();
    }

    private Collection<List<Said>> conversationsOf(String company) {
        Map<String, List<Said>> conversations = new TreeMap<>();
        of(company).forEach((key, said) -> conversations
                .computeIfAbsent(conversationOf(key), first -> new ArrayList<>())
                .add(said));
        return conversations.values();
    }

    Set<String> companies() {
        Set<String> names = new TreeSet<>();
        activities.values().forEach(said -> names.add(said.company()));
        return names;
    }

    /** Different people who wrote. */
    long contacts() {
        Set<String> handles = new HashSet<>();
        activities.values().stream().filter(Said::inbound).forEach(said -> handles.add(said.handle()));
        return handles.size();
    }

    int duplicates() {
        return duplicates;
    }

    /**
     * As {@code percentile_disc} gives it: the smallest time that at least this share of the answered conversations did not
     * exceed.
     */
    long firstResponseSeconds(String company, double share) {
        List<Long> times = conversationsOf(company).stream()
                .map(CareFigures::firstResponse)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        return times.get((int) Math.ceil(share * times.size()) - 1);
    }

    private static Optional<Long> firstResponse(List<Said> conversation) {
        Optional<Instant> first =
                conversation.stream().filter(Said::inbound).map(Said::at).min(Instant::compareTo);
        return first.flatMap(asked -> conversation.stream()
                .filter(said -> !said.inbound() && said.at().isAfter(asked))
                .map(Said::at)
                .min(Instant::compareTo)
                .map(answered -> Duration.between(asked, answered).toSeconds()));
    }
}
