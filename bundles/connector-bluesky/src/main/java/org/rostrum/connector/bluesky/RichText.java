package org.rostrum.connector.bluesky;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;

/**
 * Finds links, mentions and hashtags in a text: posts of Bluesky carry them beside it as facets, whose places are counted in
 * bytes of UTF-8 (lexicon {@code app.bsky.richtext.facet}).
 */
final class RichText {
    private static final Pattern LINK = Pattern.compile("(?<![^\\s(])https?://[^\\s]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern MENTION =
            Pattern.compile("(?<![^\\s(])@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\\.)+[a-zA-Z][a-zA-Z0-9-]*)");
    private static final Pattern TAG =
            Pattern.compile("(?<![^\\s(])[#\uFF03]((?!\uFE0F)[^\\s#\uFF03]*[^\\d\\s\\p{Punct}#\uFF03][^\\s#\uFF03]*)");
    private static final int LONGEST_TAG = 64;

    private RichText() {}

    /** Who has a handle. */
    @FunctionalInterface
    interface Handles {
        /** The DID; empty when nobody has it. */
        Optional<String> did(String handle) throws DeliveryException;
    }

    private record Span(int start, int end, String kind, String field, String value) {}

    static ArrayNode facets(String text, Handles handles) throws DeliveryException {
        List<Span> spans = new ArrayList<>();
        links(text, spans);
        mentions(text, spans, handles);
        tags(text, spans);
        ArrayNode facets = Xrpc.JSON.createArrayNode();
        for (Span span : spans) {
            var facet = facets.addObject();
            facet.putObject("index").put("byteStart", bytes(text, span.start)).put("byteEnd", bytes(text, span.end));
            facet.putArray("features")
                    .addObject()
                    .put("$type", "app.bsky.richtext.facet#" + span.kind)
                    .put(span.field, span.value);
        }
        return facets;
    }

    private static void links(String text, List<Span> spans) {
        Matcher found = LINK.matcher(text);
        while (found.find()) {
            int end = found.start() + withoutTail(found.group());
            spans.add(new Span(found.start(), end, "link", "uri", text.substring(found.start(), end)));
        }
    }

    /** Punctuation at the end belongs to the sentence, and a bracket only if it is opened in the link. */
    private static int withoutTail(String link) {
        int end = link.length();
        while (end > 0 && isTail(link, end)) {
            end--;
        }
        return end;
    }

    private static boolean isTail(String link, int end) {
        char last = link.charAt(end - 1);
        return last == ')' ? link.substring(0, end).indexOf('(') < 0 : ".,;:!?\"'".indexOf(last) >= 0;
    }

    private static void mentions(String text, List<Span> spans, Handles handles) throws DeliveryException {
        Matcher found = MENTION.matcher(text);
        while (found.find()) {
            Optional<String> did = handles.did(found.group(1).toLowerCase(Locale.ROOT));
            if (did.isPresent()) {
                spans.add(new Span(found.start(), found.end(), "mention", "did", did.get()));
            }
        }
    }

    private static void tags(String text, List<Span> spans) {
        Matcher found = TAG.matcher(text);
        while (found.find()) {
            String tag = found.group(1).replaceAll("\\p{Punct}+$", "");
            if (!tag.isEmpty() && tag.codePointCount(0, tag.length()) <= LONGEST_TAG) {
                spans.add(new Span(found.start(), found.start() + 1 + tag.length(), "tag", "tag", tag));
            }
        }
    }

    private static int bytes(String text, int end) {
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }
}
