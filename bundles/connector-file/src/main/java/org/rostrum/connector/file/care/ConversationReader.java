package org.rostrum.connector.file.care;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.connector.file.FieldText;
import org.rostrum.connector.file.HtmlText;
import org.rostrum.connector.file.Json;
import org.rostrum.connector.file.RecordLoop;
import org.rostrum.connector.file.Times;
import org.rostrum.connector.file.Understood;
import org.rostrum.connector.file.records.RawRecord;
import org.rostrum.connector.file.records.RejectedRecord;
import org.rostrum.spi.text.PlainText;

/**
 * Understands one conversation. Each entry answers the one before it; the closing reply ({@code agentURL}) answers the last
 * one and was sent when its id says, because the header's duration has lost whole days. A conversation is taken whole or
 * rejected whole.
 */
final class ConversationReader implements RecordLoop.Reader {
    private static final String JSON = "application/json";
    private static final Pattern WRITER = Pattern.compile("(?:client|agent)\\d*");

    /** Ids of Twitter carry the milliseconds since this moment, above 22 other bits. */
    private static final long SNOWFLAKE_EPOCH = 1_288_834_974_657L;

    private static final int SNOWFLAKE_SHIFT = 22;

    private final Times times;

    ConversationReader(Times times) {
        this.times = times;
    }

    @Override
    public Understood read(String text, RawRecord raw) throws RejectedRecord {
        JsonNode conversation = Json.object(text, raw);
        String company = FieldText.required(
                "dialogHeader.company", text(conversation.path("dialogHeader").path("company")));
        List<Activity> activities = entries(conversation.path("dialogContent"), Json.slices(text, "dialogContent"));
        JsonNode closing = conversation.path("agentURL");
        if (closing.isObject()) {
            activities.add(closing(closing, Json.slices(text, "agentURL").get(0), company, activities));
        } else if (!closing.isMissingNode() && !closing.isNull()) {
            throw new RejectedRecord("agentURL", "It must be an object with tweet_ID and url_utterance.");
        }
        if (activities.isEmpty()) {
            throw new RejectedRecord("dialogContent", "The conversation is empty.");
        }
        return new Understood(company, activities);
    }

    private List<Activity> entries(JsonNode list, List<String> originals) throws RejectedRecord {
        if (!list.isArray()) {
            throw new RejectedRecord("dialogContent", "It must be a list of what was said.");
        }
        List<Activity> activities = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            activities.add(entry("dialogContent[" + i + "].", list.get(i), originals.get(i), activities));
        }
        return activities;
    }

    private Activity entry(String path, JsonNode entry, String original, List<Activity> before) throws RejectedRecord {
        if (!entry.isObject()) {
            throw new RejectedRecord(path.substring(0, path.length() - 1), "It must be an object.");
        }
        List<String> writers = new ArrayList<>();
        for (var member : entry.properties()) {
            if (WRITER.matcher(member.getKey()).matches()) {
                writers.add(member.getKey());
            }
        }
        if (writers.size() != 1) {
            throw new RejectedRecord(
                    path + "client",
                    "Exactly one of client and agent must say who wrote it; here "
                            + (writers.isEmpty() ? "is none." : "are " + String.join(" and ", writers) + "."));
        }
        String who = writers.get(0);
        String handle = FieldText.required(path + who, text(entry.path(who)));
        return activity(
                path,
                entry,
                "message",
                who.startsWith("client") ? Direction.INBOUND : Direction.OUTBOUND,
                handle,
                times.read(path + "datetime", text(entry.path("datetime"))),
                original,
                before);
    }

    private Activity closing(JsonNode closing, String original, String company, List<Activity> before)
            throws RejectedRecord {
        String handle = company;
        for (Activity said : before) {
            if (said.direction() == Direction.OUTBOUND) {
                handle = said.actor().networkId();
            }
        }
        String path = "agentURL.";
        Instant sent = times.plausible(path + "tweet_ID", sent(path + "tweet_ID", text(closing.path("tweet_ID"))));
        return activity(path, closing, "url_utterance", Direction.OUTBOUND, handle, sent, original, before);
    }

    private static Activity activity(
            String path,
            JsonNode entry,
            String textMember,
            Direction direction,
            String handle,
            Instant published,
            String original,
            List<Activity> before)
            throws RejectedRecord {
        String id = FieldText.required(path + "tweet_ID", text(entry.path("tweet_ID")));
        String message = text(entry.path(textMember));
        if (message == null) {
            throw new RejectedRecord(path + textMember, "It is missing.");
        }
        if (original.length() > Original.MAX_LENGTH) {
            throw new RejectedRecord(path + textMember, "It is longer than " + Activity.MAX_CONTENT + " characters.");
        }
        String answered =
                before.isEmpty() ? null : before.get(before.size() - 1).networkId();
        try {
            return RecordLoop.build(Activity.builder(id, direction, actor(path, handle), published)
                    .content(PlainText.clean(HtmlText.entities(message)))
                    .inReplyTo(id.equals(answered) ? null : answered)
                    .original(new Original(JSON, original)));
        } catch (RejectedRecord bound) {
            String field = "content".equals(bound.field())
                    ? textMember
                    : "networkId".equals(bound.field()) ? "tweet_ID" : bound.field();
            throw new RejectedRecord(path + field, bound.reason());
        }
    }

    private static Actor actor(String path, String handle) throws RejectedRecord {
        if (handle.length() > 256) {
            throw new RejectedRecord(path + "client", "A handle has no more than 256 characters.");
        }
        return new Actor(handle, handle, null, null);
    }

    private static Instant sent(String field, @Nullable String id) throws RejectedRecord {
        try {
            return Instant.ofEpochMilli((Long.parseLong(id == null ? "" : id) >> SNOWFLAKE_SHIFT) + SNOWFLAKE_EPOCH);
        } catch (NumberFormatException | DateTimeException noSnowflake) {
            throw new RejectedRecord(
                    field, "It must be the number that Twitter gave, since the time is taken from it.");
        }
    }

    /** Ids come as text or as numbers. */
    private static @Nullable String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.isIntegralNumber() ? value.asText() : null;
    }
}
