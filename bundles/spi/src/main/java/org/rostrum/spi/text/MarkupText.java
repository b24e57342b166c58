package org.rostrum.spi.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * HTML as a person would write it down: paragraphs, list items, and the targets of links whose text does not show them. It is
 * told of the elements and the words between them in the order of the document, by whatever parser the plugin has; each
 * element that is opened must be closed again. Not for several threads.
 */
public final class MarkupText {
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!?]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Set<String> UNSEEN =
            Set.of("script", "style", "template", "noscript", "head", "iframe", "object", "svg", "textarea", "select");
    private static final Set<String> PARAGRAPHS = Set.of(
            "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "figure", "hr");
    private static final Set<String> LINES = Set.of(
            "div", "li", "dt", "dd", "tr", "section", "article", "header", "footer", "aside", "figcaption", "address");
    private static final String BULLET = "- ";
    private static final Set<String> LINKS = Set.of("http:", "https:", "mailto:");
    private static final Set<String> TAGS = Set.of("mention", "hashtag");

    private final StringBuilder text = new StringBuilder();
    private final Deque<Integer> links = new ArrayDeque<>();
    private int unseen;
    private int preformatted;

    /** Whether there is any tag; a text without one keeps its line ends and needs no parser. */
    public static boolean isMarkup(String text) {
        return TAG.matcher(text).find();
    }

    /**
     * An element begins.
     *
     * @param element its name in lower case
     * @param attributes gives the value of an attribute by its name, an empty text when it has none
     */
    public void open(String element, UnaryOperator<String> attributes) {
        unseen += UNSEEN.contains(element) ? 1 : 0;
        if (unseen > 0) {
            return;
        }
        breakBefore(element);
        switch (element) {
            case "br" -> text.append('\n');
            case "li" -> text.append(BULLET);
            case "a" -> links.push(text.length());
            case "pre" -> preformatted++;
            case "img" -> append(attributes.apply("alt"));
            default -> {
                // shows nothing by itself
            }
        }
    }

    /** Words as they stand between two tags, with their entities decoded. */
    public void words(String words) {
        if (unseen == 0) {
            append(words);
        }
    }

    /** The element that was opened last, and is not closed yet, ends; told like {@link #open}. */
    public void close(String element, UnaryOperator<String> attributes) {
        if (unseen == 0) {
            switch (element) {
                case "a" -> appendTarget(attributes);
                case "pre" -> preformatted--;
                case "td", "th" -> text.append('\t');
                default -> {
                    // shows nothing by itself
                }
            }
            breakBefore(element);
        }
        unseen -= UNSEEN.contains(element) ? 1 : 0;
    }

    /** What was told so far, {@link PlainText#clean clean}. */
    public String text() {
        return PlainText.clean(text.toString());
    }

    private void breakBefore(String element) {
        int wanted = PARAGRAPHS.contains(element) ? 2 : LINES.contains(element) ? 1 : 0;
        if (wanted == 0 || endsWithBullet()) {
            return;
        }
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        text.setLength(end);
        int have = 0;
        while (have < wanted && have < end && text.charAt(end - 1 - have) == '\n') {
            have++;
        }
        text.append("\n".repeat(end == 0 ? 0 : wanted - have));
    }

    private boolean endsWithBullet() {
        int start = text.length() - BULLET.length();
        return start >= 0 && text.indexOf(BULLET, start) == start && (start == 0 || text.charAt(start - 1) == '\n');
    }

    private void append(String words) {
        if (preformatted > 0) {
            text.append(words);
            return;
        }
        boolean gap = text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1));
        for (int i = 0; i < words.length(); i++) {
            char one = words.charAt(i);
            boolean blank = one == ' ' || one == '\n' || one == '\t' || one == '\r' || one == '\f';
            if (!blank) {
                text.append(one);
            } else if (!gap) {
                text.append(' ');
            }
            gap = blank;
        }
    }

    /** The target of a link, unless its text shows it; mentions and hashtags are their text. */
    private void appendTarget(UnaryOperator<String> attributes) {
        int start = Math.min(links.pop(), text.length());
        String target = attributes.apply("href").strip();
        boolean tag = BLANKS.splitAsStream(attributes.apply("class"))
                        .anyMatch(name -> TAGS.contains(name.toLowerCase(Locale.ROOT)))
                || attributes.apply("rel").toLowerCase(Locale.ROOT).contains("tag");
        if (tag || LINKS.stream().noneMatch(scheme -> target.regionMatches(true, 0, scheme, 0, scheme.length()))) {
            return;
        }
        String mailbox = target.regionMatches(true, 0, "mailto:", 0, 7) ? target.substring(7) : target;
        // longer than the target it cannot be the target; looked at no further, since links can be nested by the
        // thousand
        boolean longer = text.length() - start > target.length() + 2;
        String shown = longer ? "…" : text.substring(start).strip();
        if (!shown.equals(target) && !shown.equals(mailbox)) {
            text.append(shown.isEmpty() ? mailbox : " (" + mailbox + ")");
        }
    }
}
