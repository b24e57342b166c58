package org.rostrum.connector.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** HTML as a person would write it down: paragraphs, list items, and the targets of links whose text does not show them. */
final class HtmlText {
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!?]");
    private static final Set<String> UNSEEN =
            Set.of("script", "style", "template", "noscript", "head", "iframe", "object", "svg", "textarea", "select");
    private static final Set<String> PARAGRAPHS = Set.of(
            "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "figure", "hr");
    private static final Set<String> LINES = Set.of(
            "div", "li", "dt", "dd", "tr", "section", "article", "header", "footer", "aside", "figcaption", "address");
    private static final String BULLET = "- ";
    private static final Set<String> LINKS = Set.of("http:", "https:", "mailto:");

    private HtmlText() {}

    /** Text without any tag keeps its line ends; its entities are decoded. */
    public static String of(String html) {
        if (!TAG.matcher(html).find()) {
            return PlainText.clean(entities(html));
        }
        Writer writer = new Writer();
        Jsoup.parseBodyFragment(html).body().traverse(writer);
        return PlainText.clean(writer.text.toString());
    }

    /** Decodes the entities of HTML, and nothing else. */
    public static String entities(String text) {
        return text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, false);
    }

    /** Writes what it passes; the tree is walked without recursion. */
    private static final class Writer implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private final Deque<Integer> links = new ArrayDeque<>();
        private int unseen;
        private int preformatted;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                if (unseen == 0) {
                    append(words.getWholeText());
                }
            } else if (node instanceof Element element) {
                String name = element.normalName();
                unseen += UNSEEN.contains(name) ? 1 : 0;
                if (unseen == 0) {
                    open(element, name);
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                String name = element.normalName();
                if (unseen == 0) {
                    close(element, name);
                }
                unseen -= UNSEEN.contains(name) ? 1 : 0;
            }
        }

        private void open(Element element, String name) {
            breakBefore(name);
            switch (name) {
                case "br" -> text.append('\n');
                case "li" -> text.append(BULLET);
                case "a" -> links.push(text.length());
                case "pre" -> preformatted++;
                case "img" -> append(element.attr("alt"));
                default -> {
                    // shows nothing by itself
                }
            }
        }

        private void close(Element element, String name) {
            switch (name) {
                case "a" -> appendTarget(element);
                case "pre" -> preformatted--;
                case "td", "th" -> text.append('\t');
                default -> {
                    // shows nothing by itself
                }
            }
            breakBefore(name);
        }

        private void breakBefore(String name) {
            int wanted = PARAGRAPHS.contains(name) ? 2 : LINES.contains(name) ? 1 : 0;
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
        private void appendTarget(Element link) {
            int start = Math.min(links.pop(), text.length());
            String target = link.attr("href").strip();
            boolean tag = link.hasClass("mention")
                    || link.hasClass("hashtag")
                    || link.attr("rel").toLowerCase(Locale.ROOT).contains("tag");
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
}
