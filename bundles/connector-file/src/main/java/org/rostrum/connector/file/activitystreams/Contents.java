package org.rostrum.connector.file.activitystreams;

import java.net.URI;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Attachment;
import org.rostrum.connector.file.Addresses;
import org.rostrum.connector.file.FieldText;
import org.rostrum.connector.file.HtmlText;
import org.rostrum.connector.file.records.RejectedRecord;
import org.rostrum.spi.text.PlainText;

/**
 * What an object says, in plain text: its name, its summary, its content and the answers to choose from, in this order, with
 * a blank line between them. The summary is left out when it only sums up the content, and kept when it warns of it.
 */
final class Contents {
    /** HTML is longer than what it says, but not without end. */
    private static final int MAX_HTML = 1_000_000;

    private static final Set<String> MEDIA = Set.of("Image", "Video", "Audio", "Document");

    private final Manner manner;

    Contents(Manner manner) {
        this.manner = manner;
    }

    String text(LinkedNode object) throws RejectedRecord {
        List<String> parts = new ArrayList<>();
        LinkedNode.Words name = object.words("name", manner.language());
        LinkedNode.Words content = object.words("content", manner.language());
        if (name != null) {
            parts.add(PlainText.clean(name.text()));
        }
        if (content == null || manner.summaryIsWarning() || object.flag("sensitive")) {
            parts.add(html("summary", object.words("summary", manner.language()), null));
        }
        parts.add(html("content", content, object.text("mediaType")));
        parts.add(answers(object));
        parts.removeIf(String::isEmpty);
        return String.join("\n\n", parts);
    }

    @Nullable
    String language(LinkedNode object) {
        LinkedNode.Words content = object.words("content", manner.language());
        LinkedNode.Words words = content == null ? object.words("name", manner.language()) : content;
        String named = words == null ? null : words.language();
        if (named == null || named.isBlank()) {
            return manner.language();
        }
        try {
            String tag = new Locale.Builder().setLanguageTag(named).build().toLanguageTag();
            return "und".equals(tag) || tag.length() > 35 ? manner.language() : tag;
        } catch (IllformedLocaleException noTag) {
            return manner.language();
        }
    }

    List<Attachment> attachments(LinkedNode object, String objectType) throws RejectedRecord {
        List<Attachment> attachments = new ArrayList<>();
        if (MEDIA.contains(objectType)) {
            for (LinkedNode link : object.nodes("url")) {
                String type = link.text("mediaType");
                if (type != null && !type.startsWith("text/html")) {
                    add(attachments, "url", link.text("href"), type, null);
                }
            }
        }
        List<LinkedNode> described = object.nodes("attachment");
        for (LinkedNode one : described) {
            LinkedNode.Words name = one.words("name", manner.language());
            String address = one.reference("url");
            add(
                    attachments,
                    "attachment",
                    address == null ? one.text("href") : address,
                    one.text("mediaType"),
                    name == null ? null : PlainText.clean(name.text()));
        }
        if (described.isEmpty()) {
            add(attachments, "attachment", object.text("attachment"), null, null);
        }
        return attachments;
    }

    private static void add(
            List<Attachment> attachments,
            String field,
            @Nullable String address,
            @Nullable String mediaType,
            @Nullable String description)
            throws RejectedRecord {
        URI uri = Addresses.webOrRelative(field, address);
        if (uri != null) {
            attachments.add(new Attachment(uri, FieldText.checked(field, mediaType), description));
        }
    }

    private String answers(LinkedNode object) {
        StringBuilder lines = new StringBuilder();
        for (String kind : List.of("oneOf", "anyOf")) {
            for (LinkedNode answer : object.nodes(kind)) {
                LinkedNode.Words name = answer.words("name", manner.language());
                if (name != null) {
                    lines.append("- ").append(PlainText.clean(name.text())).append('\n');
                }
            }
        }
        return lines.toString().strip();
    }

    private static String html(String field, LinkedNode.@Nullable Words words, @Nullable String mediaType)
            throws RejectedRecord {
        if (words == null) {
            return "";
        }
        if (words.text().length() > MAX_HTML) {
            throw new RejectedRecord(field, "It is longer than " + MAX_HTML + " characters.");
        }
        boolean isHtml = mediaType == null || mediaType.toLowerCase(Locale.ROOT).contains("html");
        return isHtml ? HtmlText.of(words.text()) : PlainText.clean(words.text());
    }
}
