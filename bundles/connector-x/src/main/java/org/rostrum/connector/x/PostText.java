package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a post. X writes {@code &}, {@code <} and {@code >} as in HTML, puts short addresses in the place of links, and
 * adds some for what is attached.
 */
final class PostText {
    private static final Pattern SHORT = Pattern.compile("https?://t\\.co/[A-Za-z0-9]+");
    private static final Pattern ATTACHED = Pattern.compile(".*/status/[0-9]+/(?:photo|video)/[0-9]+");
    private static final Pattern SCHEME = Pattern.compile("^https?://(?:www\\.)?");

    private final String raw;
    private final Map<String, String> links = new HashMap<>();

    private PostText(String raw, JsonNode entities) {
        this.raw = raw;
        for (JsonNode link : entities.path("urls")) {
            String expanded = link.path("expanded_url").asText("");
            boolean attached =
                    link.hasNonNull("media_key") || ATTACHED.matcher(expanded).matches();
            if (attached || !expanded.isEmpty()) {
                links.put(link.path("url").asText(""), attached ? "" : expanded);
            }
        }
    }

    /** Of texts above 280 the whole stands in a place of its own. */
    static PostText of(JsonNode post) {
        JsonNode whole = post.path("note_tweet").isObject() ? post.path("note_tweet") : post.path("note_post");
        return whole.path("text").isTextual()
                ? new PostText(whole.path("text").asText(), whole.path("entities"))
                : new PostText(post.path("text").asText(""), post.path("entities"));
    }

    /** As it was typed, as far as X tells. */
    String typed() {
        Matcher matcher = SHORT.matcher(raw);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String link = links.get(matcher.group());
            matcher.appendReplacement(text, Matcher.quoteReplacement(link == null ? matcher.group() : link));
        }
        return unescape(matcher.appendTail(text).toString()).strip();
    }

    static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    /**
     * Whether it says what was typed: the same words, without regard to case and blanks, to the names that X puts in front of
     * answers, and to how links were written.
     *
     * @param quoted id of what it quotes, whose address X adds; null for none
     */
    boolean says(String typed, @Nullable String quoted) {
        List<String> ours = words(typed);
        List<String> theirs = words(typed());
        int last = theirs.size() - 1;
        if (quoted != null
                && last >= 0
                && theirs.size() > ours.size()
                && quoted.equals(Addresses.post(theirs.get(last)))) {
            theirs.remove(last);
        }
        while (theirs.size() > ours.size() && theirs.get(0).startsWith("@")) {
            theirs.remove(0);
        }
        if (theirs.size() != ours.size()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            if (!essence(ours.get(i)).equals(essence(theirs.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(
                List.of(Normalizer.normalize(text, Normalizer.Form.NFC).strip().split("[\\s\\u00A0]+", -1)));
        words.remove("");
        return words;
    }

    private static String essence(String word) {
        String bare = SCHEME.matcher(word.toLowerCase(Locale.ROOT)).replaceFirst("");
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
