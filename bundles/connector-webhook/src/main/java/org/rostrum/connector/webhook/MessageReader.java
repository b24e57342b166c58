package org.rostrum.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.spi.text.PlainText;

/** Makes an activity of a message, as the mapping has it. */
final class MessageReader {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}");

    private final Mapping mapping;

    MessageReader(Mapping mapping) {
        this.mapping = mapping;
    }

    /**
     * @param sent when the call was signed, or came
     * @throws Refusal naming the place of what is missing or can be none
     */
    Activity read(Item item, Instant sent) throws Refusal {
        Actor actor = actor(item.around());
        List<Attachment> attachments = ActivityStreams.attachments(item.own());
        try {
            return Activity.builder(id(item), direction(item.around(), actor), actor, published(item.around(), sent))
                    .content(content(item, attachments.isEmpty()))
                    .language(language(item.around()))
                    .inReplyTo(mapping.inReplyTo().text(item.own()))
                    .context(mapping.conversation().text(item.around()))
                    .url(url(item.own()))
                    .attachments(attachments)
                    .original(new Original("application/json", JsonText.of(item.original())))
                    .build();
        } catch (IllegalArgumentException bound) {
            throw tooMuch(bound);
        }
    }

    /** The archive's bounds tell the part and the bound, nothing of what is there. */
    private static Refusal tooMuch(IllegalArgumentException bound) {
        return Refusal.at("", "Something cannot be kept: " + bound.getMessage() + ".");
    }

    private String id(Item item) throws Refusal {
        String id = mapping.id().text(item.own());
        if (id != null) {
            return id;
        }
        if (mapping.id().given()) {
            throw mapping.id().refusal("The message has no id.");
        }
        return item.otherwiseId();
    }

    private Actor actor(List<JsonNode> around) throws Refusal {
        String handle = line(mapping.authorHandle().text(around));
        String id = mapping.authorId().text(around);
        if (id == null && !mapping.authorId().given()) {
            id = handle;
        }
        if (id == null && !mapping.defaultAuthor().isEmpty()) {
            id = mapping.defaultAuthor();
        }
        if (id == null) {
            throw mapping.authorId().refusal("The message has no author.");
        }
        try {
            return new Actor(
                    id,
                    handle == null || !handle.startsWith("@") ? handle : handle.substring(1),
                    line(mapping.authorName().text(around)),
                    null);
        } catch (IllegalArgumentException bound) {
            throw tooMuch(bound);
        }
    }

    private static @Nullable String line(@Nullable String text) {
        String line = text == null ? "" : PlainText.line(text);
        return line.isEmpty() ? null : line;
    }

    private Direction direction(List<JsonNode> around, Actor actor) throws Refusal {
        if (mapping.direction().given()) {
            String direction = mapping.direction().text(around);
            return switch (direction == null ? "" : direction.strip().toLowerCase(Locale.ROOT)) {
                case "inbound", "incoming", "in" -> Direction.INBOUND;
                case "outbound", "outgoing", "out" -> Direction.OUTBOUND;
                default -> throw mapping.direction().refusal("The direction must be inbound or outbound.");
            };
        }
        boolean own = mapping.ownAuthors().contains(actor.networkId())
                || (actor.handle() != null && mapping.ownAuthors().contains(actor.handle()));
        return own ? Direction.OUTBOUND : Direction.INBOUND;
    }

    private Instant published(List<JsonNode> around, Instant sent) throws Refusal {
        String text = mapping.time().text(around);
        if (text == null) {
            if (mapping.time().given()) {
                throw mapping.time().refusal("The message has no time.");
            }
            return sent;
        }
        Instant time = Times.read(text, sent);
        if (time == null) {
            throw mapping.time()
                    .refusal(
                            "The time must be like 2026-01-31T17:00:00Z, or seconds or milliseconds since 1970, and lie"
                                    + " between 1970 and now.");
        }
        return time;
    }

    private String content(Item item, boolean needed) throws Refusal {
        String text = mapping.text().text(item.own());
        JsonNode innermost = item.own().get(0);
        if (text == null && !mapping.text().given() && innermost.isTextual()) {
            text = innermost.asText();
        }
        boolean html =
                switch (mapping.textFormat()) {
                    case HTML -> true;
                    case PLAIN -> false;
                    case AUTO -> ActivityStreams.isHtml(item.own(), item.around());
                };
        String content = text == null ? "" : html ? HtmlText.of(text) : PlainText.clean(text);
        if (content.isEmpty() && needed) {
            throw mapping.text().refusal("The message has no text.");
        }
        return content;
    }

    private @Nullable String language(List<JsonNode> around) {
        String text = mapping.language().text(around);
        String tag = text == null ? "" : text.strip().replace('_', '-');
        return tag.length() <= 35 && LANGUAGE.matcher(tag).matches() ? tag : null;
    }

    private @Nullable URI url(List<JsonNode> own) {
        String text = mapping.url().text(own);
        return text == null ? null : ActivityStreams.address(text);
    }
}
