package org.rostrum.itests.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The demo's real conversations, written again and again with other ids and times, one a line. What customers say is made
 * up, so that it is known which of it must become a lead or a ticket: now and then somebody wants to buy or has a problem.
 * Some lines cannot be read, and some conversations come twice. The same name gives the same file.
 */
final class EnlargedExcerpt {
    private static final long SNOWFLAKE_EPOCH = 1_288_834_974_657L;
    private static final int BROKEN_EVERY = 601;
    private static final int TWICE_EVERY = 211;
    private static final int LEAD_EVERY = 67;
    private static final int TICKET_EVERY = 41;

    private final String name;
    private final Path file;
    private final Map<String, String> directions = new LinkedHashMap<>();
    private final Set<String> leads = new LinkedHashSet<>();
    private final Set<String> tickets = new LinkedHashSet<>();
    private final Set<Long> rejected = new LinkedHashSet<>();
    private final int number;
    private long lines;
    private long conversations;
    private long duplicates;
    private long entries;

    private EnlargedExcerpt(String name, int number, Path file) {
        this.name = name;
        this.number = number;
        this.file = file;
    }

    /**
     * @param number makes its ids others than those of files with other numbers
     * @param activities how many it has at least
     */
    static EnlargedExcerpt write(String name, int number, int activities, Path folder) throws IOException {
        EnlargedExcerpt made = new EnlargedExcerpt(name, number, folder.resolve(name + ".jsonl"));
        JsonNode excerpt = Rest.JSON.readTree(Project.excerpt().toFile());
        try (BufferedWriter out = Files.newBufferedWriter(made.file)) {
            for (int copy = 0; made.directions.size() < activities; copy++) {
                for (JsonNode conversation : excerpt) {
                    made.write(out, (ObjectNode) conversation.deepCopy(), copy);
                }
            }
        }
        return made;
    }

    private void write(BufferedWriter out, ObjectNode conversation, int copy) throws IOException {
        String text = change(conversation, copy);
        line(out, text);
        if (conversations % TWICE_EVERY == 0) {
            line(out, text);
            duplicates += conversation.path("dialogContent").size() + 1L;
        }
        if (conversations % BROKEN_EVERY == 0) {
            // in turns: cut off, without a company, with a time that is none
            switch ((int) (conversations / BROKEN_EVERY % 3)) {
                case 0 -> line(out, text.substring(0, text.length() / 2));
                case 1 -> line(out, text.replace("\"company\":", "\"somebody\":"));
                default -> line(out, text.replaceFirst("\"datetime\":\"[^\"]*\"", "\"datetime\":\"yesterday\""));
            }
            rejected.add(lines);
        }
    }

    private void line(BufferedWriter out, String text) throws IOException {
        out.write(text);
        out.write('\n');
        lines++;
    }

    private String change(ObjectNode conversation, int copy) throws IOException {
        conversations++;
        // conversations of the source that share entries stay apart, so that each copy is a conversation of its own
        Duration later = Duration.ofHours(5L * copy).plusSeconds(number);
        ObjectNode header = (ObjectNode) conversation.path("dialogHeader");
        header.put("sessionID", name + "-" + conversations);
        boolean first = true;
        Set<String> seen = new HashSet<>();
        ArrayNode kept = Rest.JSON.createArrayNode();
        for (JsonNode one : conversation.path("dialogContent")) {
            ObjectNode entry = (ObjectNode) one;
            if (!seen.add(entry.path("tweet_ID").asText())) {
                continue;
            }
            Instant time = Instant.parse(entry.path("datetime").asText()).plus(later);
            entry.put("datetime", time.toString());
            String id = id(time);
            entry.put("tweet_ID", id);
            boolean inbound = CareFigures.writer(entry).startsWith("client");
            directions.put(id, inbound ? "INBOUND" : "OUTBOUND");
            if (inbound) {
                entry.put("message", first ? opening() : "Entry " + id + " says nothing to anybody");
                first = false;
            }
            kept.add(entry);
        }
        conversation.set("dialogContent", kept);
        ObjectNode closing = (ObjectNode) conversation.path("agentURL");
        long before = closing.path("tweet_ID").asLong();
        String id = id(Instant.ofEpochMilli((before >> 22) + SNOWFLAKE_EPOCH).plus(later));
        closing.put("tweet_ID", id);
        directions.put(id, "OUTBOUND");
        return Rest.JSON.writeValueAsString(conversation);
    }

    private String opening() {
        String about = name + " number " + conversations;
        if (conversations % LEAD_EVERY == 0) {
            String text = "Where can I buy " + about;
            leads.add(text);
            return text;
        }
        if (conversations % TICKET_EVERY == 0) {
            String text = "There is a problem with " + about;
            tickets.add(text);
            return text;
        }
        return "Greetings from " + about;
    }

    /** An id as Twitter gives it: the time in its upper bits. */
    private String id(Instant time) {
        entries++;
        return Long.toString(
                ((time.toEpochMilli() - SNOWFLAKE_EPOCH) << 22) | (long) number << 20 | entries % (1 << 20));
    }

    Path file() {
        return file;
    }

    long lines() {
        return lines;
    }

    long duplicates() {
        return duplicates;
    }

    long conversations() {
        return conversations;
    }

    /** Direction by the network's id of every activity. */
    Map<String, String> directions() {
        return directions;
    }

    /** Numbers of the records that cannot be read. */
    Set<Long> rejected() {
        return rejected;
    }

    /** Texts that must become leads. */
    Set<String> leads() {
        return leads;
    }

    Set<String> tickets() {
        return tickets;
    }
}
