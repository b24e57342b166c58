package org.rostrum.adapter.request.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.cases.CaseNews;
import org.rostrum.spi.cases.CaseSource;
import org.rostrum.spi.cases.Fetched;
import org.rostrum.spi.cases.StageNames;
import org.rostrum.spi.http.HttpAnswer;

/**
 * What became of the tickets that the user of the token has made: their states, and what others wrote into them, in whatever queue
 * they are now. States that this user himself has set are told as the integration's own. Asked for by the number of the transaction, because Request Tracker reads times in the user's zone whatever zone they
 * name; and of transactions, because a search for tickets leaves deleted ones out.
 */
final class TicketNews implements CaseSource {
    private static final int PAGE = 100;
    /** Each comment is a call of its own. */
    private static final int MOST = 50;

    private static final int TICKETS = 1000;
    private static final String QUERY = "TicketCreator = '__CurrentUser__' AND (Type = 'Status'"
            + " OR (Creator != '__CurrentUser__' AND (Type = 'Comment' OR Type = 'Correspond'))) AND id > ";

    private final TrackerRest rest;
    private final String keyField;
    private final StageNames stages;
    private final Duration interval;
    private final String hintSecret;
    private final Map<String, Ours> ours = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ours> eldest) {
            return size() > TICKETS;
        }
    };

    /**
     * A ticket that the user of the token has made.
     *
     * @param key empty when it was not made for a delivery
     * @param user what Request Tracker calls that user
     */
    private record Ours(String key, String user) {
        private static final Ours NONE = new Ours("", "");
    }

    /** @throws IllegalArgumentException in words for people, naming the setting */
    TicketNews(TrackerRest rest, RequestTrackerConfig config) {
        this.rest = rest;
        this.keyField = RequestTracker.keyField(config);
        this.stages = Stages.named(config.stages());
        if (config.newsSeconds() < 5 || config.newsSeconds() > 86_400) {
            throw new IllegalArgumentException(
                    TrackerRest.setting("newsSeconds") + config.newsSeconds() + " is not from 5 to 86400.");
        }
        this.interval = Duration.ofSeconds(config.newsSeconds());
        this.hintSecret = config.hintSecret().strip();
        if (!hintSecret.isEmpty() && hintSecret.length() < 16) {
            throw new IllegalArgumentException(TrackerRest.setting("hintSecret") + "it is shorter than 16 characters.");
        }
    }

    @Override
    public String adapter() {
        return "request-tracker";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Optional<String> hintSecret() {
        return hintSecret.isEmpty() ? Optional.empty() : Optional.of(hintSecret);
    }

    @Override
    public synchronized Fetched fetch(@Nullable String cursor) throws DeliveryException {
        Position position = new Position(cursor);
        List<CaseNews> news = new ArrayList<>();
        long from = position.from();
        while (news.size() < MOST) {
            JsonNode items = page(from);
            for (JsonNode item : items) {
                long id = item.path("id").asLong();
                from = Math.max(from, id);
                if (position.see(id)) {
                    news(item).ifPresent(news::add);
                }
                if (news.size() == MOST) {
                    break;
                }
            }
            if (items.size() < PAGE && news.size() < MOST) {
                return new Fetched(news, position.cursor(), false);
            }
        }
        return new Fetched(news, position.cursor(), true);
    }

    private JsonNode page(long from) throws DeliveryException {
        return TrackerRest.items(rest.get(
                "transactions",
                Map.of(
                        "query",
                        QUERY + from,
                        "fields",
                        "Type,Creator,Created,NewValue,ObjectId",
                        "orderby",
                        "id",
                        "order",
                        "ASC",
                        "per_page",
                        PAGE)));
    }

    private Optional<CaseNews> news(JsonNode item) throws DeliveryException {
        String ticket = item.path("ObjectId").asText();
        Ours made = made(ticket);
        if (made.key().isEmpty()) {
            return Optional.empty();
        }
        String id = item.path("id").asText();
        String type = item.path("Type").asText();
        boolean stage = type.equals("Status");
        String status = item.path("NewValue").asText();
        String author = item.path("Creator").path("id").asText();
        return Optional.of(new CaseNews(
                made.key(),
                ticket,
                "transaction/" + id,
                created(item),
                author,
                stage ? CaseNews.Kind.STAGE : type.equals("Comment") ? CaseNews.Kind.COMMENT : CaseNews.Kind.ANSWER,
                stage ? stages.of(status) : null,
                stage ? status : "",
                stage ? "" : text(id),
                null,
                stage && author.equals(made.user())));
    }

    private static Instant created(JsonNode item) throws DeliveryException {
        try {
            return Instant.parse(item.path("Created").asText());
        } catch (DateTimeParseException wrong) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "Request Tracker gave a transaction the time \""
                            + item.path("Created").asText() + "\"",
                    wrong);
        }
    }

    /** Without a key when the ticket is gone, may not be seen any more, or was not made for a delivery. */
    private Ours made(String ticket) throws DeliveryException {
        Ours known = ours.get(ticket);
        if (known != null) {
            return known;
        }
        HttpAnswer answer = rest.send("ticket/" + ticket);
        if (answer.status() == 403 || answer.status() == 404) {
            return Ours.NONE;
        }
        JsonNode json = TrackerRest.json(TrackerRest.good(answer));
        String key = "";
        for (JsonNode field : json.path("CustomFields")) {
            if (field.path("name").asText().equals(keyField)) {
                key = field.path("values").path(0).asText();
            }
        }
        Ours found = new Ours(key, json.path("Creator").path("id").asText());
        ours.put(ticket, found);
        return found;
    }

    /** The first part that can be read, and the names of files. */
    private String text(String transaction) throws DeliveryException {
        JsonNode parts = TrackerRest.items(rest.get(
                "transaction/" + transaction + "/attachments",
                Map.of("fields", "Content,ContentType,Filename", "per_page", PAGE)));
        String plain = "";
        String html = "";
        List<String> files = new ArrayList<>();
        for (JsonNode part : parts) {
            String type = part.path("ContentType").asText();
            String file = part.path("Filename").asText();
            if (!file.isEmpty()) {
                files.add("[" + file + "]");
            } else if (type.equals("text/plain") && plain.isEmpty()) {
                plain = part.path("Content").asText().strip();
            } else if (type.equals("text/html") && html.isEmpty()) {
                html = HtmlText.of(part.path("Content").asText());
            }
        }
        String text = plain.isEmpty() ? html : plain;
        return files.isEmpty() ? text : (text + "\n" + String.join("\n", files)).strip();
    }
}
