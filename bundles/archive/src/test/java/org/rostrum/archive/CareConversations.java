package org.rostrum.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.Intake;

/** The real conversations, read in the plainest way: each entry answers the one before it. */
final class CareConversations {
    private CareConversations() {}

    /** The file named by the environment, or that of a workplace beside the checkout; empty where it is not at hand. */
    static Optional<Path> file() {
        String named = System.getenv("ROSTRUM_CARE_CONVERSATIONS");
        Path path = Path.of(named == null ? "../../../shared/data/care-conversations.json" : named);
        return Files.isReadable(path) ? Optional.of(path) : Optional.empty();
    }

    static List<Intake.Entry> read(Path file) throws IOException {
        List<Intake.Entry> entries = new ArrayList<>();
        for (JsonNode record : new ObjectMapper().readTree(file.toFile())) {
            String company = record.path("dialogHeader").path("company").asText();
            String previous = null;
            for (JsonNode entry : record.path("dialogContent")) {
                boolean inbound = !entry.has("agent");
                // a second customer in the same conversation is called client1
                String speaker = inbound ? (entry.has("client") ? "client" : "client1") : "agent";
                String id = entry.path("tweet_ID").asText();
                entries.add(entry(
                        company,
                        id,
                        inbound,
                        entry.path(speaker).asText(),
                        previous,
                        Instant.parse(entry.path("datetime").asText()),
                        entry.path("message").asText(),
                        entry.toString()));
                previous = id;
            }
            JsonNode closing = record.path("agentURL");
            String id = closing.path("tweet_ID").asText();
            entries.add(entry(
                    company,
                    id,
                    false,
                    company,
                    previous,
                    Instant.ofEpochMilli((Long.parseLong(id) >> 22) + 1288834974657L),
                    closing.path("url_utterance").asText(),
                    closing.toString()));
        }
        return entries;
    }

    private static Intake.Entry entry(
            String company,
            String id,
            boolean inbound,
            String person,
            @Nullable String inReplyTo,
            Instant published,
            String content,
            String original) {
        String account = company.toLowerCase(Locale.ROOT);
        return new Intake.Entry(
                account,
                account + ".file",
                "twitter",
                Activity.builder(
                                id,
                                inbound ? Direction.INBOUND : Direction.OUTBOUND,
                                new Actor(person, person, null, null),
                                published)
                        .content(content)
                        .inReplyTo(inReplyTo)
                        .original(new Original("application/json", original))
                        .build());
    }
}
