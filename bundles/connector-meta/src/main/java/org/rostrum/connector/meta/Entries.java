package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Original;
import org.rostrum.spi.text.PlainText;

/** Reads what entries of both networks have in common. Nothing in one may stop those behind it. */
final class Entries {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS]Z");
    private static final int LONGEST_ID = 400;
    private static final int LONGEST_NAME = 250;
    private static final int LONGEST_URL = 4096;

    private Entries() {}

    /** A time as Meta writes it, or seconds; null when it is neither. */
    static @Nullable Instant time(JsonNode node) {
        try {
            if (node.isIntegralNumber()) {
                // some calls count milliseconds
                long number = node.asLong();
                Instant time = number > 100_000_000_000L ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
                return number < 0 || time.getEpochSecond() > 253_000_000_000L ? null : time;
            }
            return OffsetDateTime.parse(node.asText(""), TIME).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    static @Nullable URI web(String address) {
        try {
            URI uri = new URI(address);
            boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && address.length() <= LONGEST_URL ? uri : null;
        } catch (URISyntaxException none) {
            return null;
        }
    }

    static String text(JsonNode node) {
        String clean = PlainText.clean(node.asText(""));
        return clean.length() <= Activity.MAX_CONTENT ? clean : "";
    }

    /** Null when there is none. */
    static @Nullable String line(JsonNode node) {
        String line = PlainText.line(node.asText(""));
        return line.isEmpty() || line.length() > LONGEST_NAME ? null : line;
    }

    static boolean isId(String id) {
        return !id.isBlank() && id.length() <= LONGEST_ID && id.equals(PlainText.line(id));
    }

    /** Somebody whom Meta may not name to us. */
    static Actor actor(JsonNode person) {
        String id = person.path("id").asText("");
        String handle = line(person.path("username"));
        return new Actor(
                isId(id) ? id : handle == null ? "unknown" : "@" + handle,
                handle,
                line(person.path("name")),
                handle == null ? null : web("https://www.instagram.com/" + handle + "/"));
    }

    static Original original(JsonNode entry) {
        return new Original("application/json", PlainText.clean(entry.toString()));
    }

    /** Adds what stands at an address, if it is one and there is room. */
    static void attach(List<Attachment> to, String address, @Nullable String type, @Nullable String description) {
        URI uri = web(address);
        if (uri != null && to.size() < Activity.MAX_ATTACHMENTS) {
            to.add(new Attachment(uri, type, description));
        }
    }

    /** Pictures and films of a post or comment of Facebook. */
    static List<Attachment> attachments(JsonNode attached) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode one : attached) {
            JsonNode parts = one.path("subattachments").path("data");
            if (parts.isEmpty()) {
                attachFacebook(attachments, one);
            }
            parts.forEach(part -> attachFacebook(attachments, part));
        }
        return attachments;
    }

    private static void attachFacebook(List<Attachment> to, JsonNode one) {
        String film = one.path("media").path("source").asText("");
        String picture = one.path("media").path("image").path("src").asText("");
        attach(to, film.isEmpty() ? picture : film, null, line(one.path("title")));
    }
}
