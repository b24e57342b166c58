package org.rostrum.connector.webhook;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rostrum.api.problem.Problem;

/**
 * Where the parts of a message stand. What no setting says is looked for where ActivityStreams 2.0 and many others have it.
 *
 * @param type {@code /type} of the event, or of what is in it, when no setting says it
 * @param types that are taken; empty for all
 * @param ownAuthors ids or handles of those who speak for the organisation
 * @param defaultAuthor id of who said what names no author; empty when that is refused
 */
record Mapping(
        Place items,
        Place id,
        Place text,
        TextFormat textFormat,
        Place authorId,
        Place authorHandle,
        Place authorName,
        String defaultAuthor,
        Place time,
        Place inReplyTo,
        Place conversation,
        Place url,
        Place language,
        Place direction,
        Set<String> ownAuthors,
        Place type,
        Set<String> types,
        Place challenge) {
    private static final String[] AUTHORS = {"attributedTo", "actor", "author", "user", "from", "sender"};

    enum TextFormat {
        AUTO,
        PLAIN,
        HTML
    }

    Mapping {
        ownAuthors = Set.copyOf(ownAuthors);
        types = Set.copyOf(types);
    }

    /** @throws Problem naming the setting */
    static Mapping of(WebhookConfig config) {
        if (config.defaultAuthor().length() > 512) {
            throw Problem.invalid("defaultAuthor", "The id is too long.", "Give it at most 512 characters.");
        }
        return new Mapping(
                Place.of("itemsPointer", config.itemsPointer()),
                Place.of("idPointer", config.idPointer(), "/id"),
                Place.of(
                        "textPointer",
                        config.textPointer(),
                        "/content",
                        "/text",
                        "/message",
                        "/body",
                        "/summary",
                        "/name"),
                textFormat(config.textFormat()),
                Place.of("authorIdPointer", config.authorIdPointer(), ofAuthors("/id", "", "/0/id", "/0")),
                Place.of(
                        "authorHandlePointer",
                        config.authorHandlePointer(),
                        ofAuthors("/preferredUsername", "/handle", "/username", "/login", "/screen_name")),
                Place.of(
                        "authorNamePointer",
                        config.authorNamePointer(),
                        ofAuthors("/name", "/displayName", "/display_name")),
                config.defaultAuthor().strip(),
                Place.of(
                        "timePointer",
                        config.timePointer(),
                        "/published",
                        "/time",
                        "/timestamp",
                        "/createdAt",
                        "/created_at",
                        "/date"),
                Place.of(
                        "inReplyToPointer",
                        config.inReplyToPointer(),
                        "/inReplyTo/id",
                        "/inReplyTo",
                        "/in_reply_to_id",
                        "/in_reply_to"),
                Place.of(
                        "conversationPointer",
                        config.conversationPointer(),
                        "/conversation",
                        "/context",
                        "/conversation_id",
                        "/thread_id"),
                Place.of(
                        "urlPointer",
                        config.urlPointer(),
                        "/url",
                        "/url/href",
                        "/url/0/href",
                        "/url/0",
                        "/link",
                        "/permalink"),
                Place.of("languagePointer", config.languagePointer(), "/language", "/lang"),
                Place.of("directionPointer", config.directionPointer()),
                list(config.ownAuthors()),
                Place.of("typePointer", config.typePointer(), "/type"),
                list(config.types()),
                Place.of("challengePointer", config.challengePointer()));
    }

    private static String[] ofAuthors(String... steps) {
        return Arrays.stream(AUTHORS)
                .flatMap(author -> Arrays.stream(steps).map(step -> "/" + author + step))
                .toArray(String[]::new);
    }

    private static TextFormat textFormat(String value) {
        return switch (value) {
            case "auto" -> TextFormat.AUTO;
            case "plain" -> TextFormat.PLAIN;
            case "html" -> TextFormat.HTML;
            default -> throw Problem.invalid(
                    "textFormat", "There is no such format.", "Choose one of auto, plain, html.");
        };
    }

    private static Set<String> list(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .collect(Collectors.toSet());
    }
}
