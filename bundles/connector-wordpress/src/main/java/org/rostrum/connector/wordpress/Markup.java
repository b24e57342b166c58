package org.rostrum.connector.wordpress;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HTML of plain text, in the blocks of WordPress's editor; what stands in the text is shown, and nothing of it is obeyed. */
final class Markup {
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n[ \\t]*\\n\\s*");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);
    private static final String CLOSING = ".,;:!?'\u2019\u201d\u00bb\u2026";

    private Markup() {}

    /** Paragraphs, with a link of its own at the end unless the text has it. */
    static String paragraphs(String text, @Nullable URI link) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : PARAGRAPHS.split(text.strip(), -1)) {
            if (!paragraph.isBlank()) {
                paragraph(html, linked(paragraph.strip()));
            }
        }
        if (link != null && !text.contains(link.toString())) {
            paragraph(html, anchor(link.toString()));
        }
        return html.toString();
    }

    /**
     * A picture, film, sound or document as a block.
     *
     * @param number of the file at the site
     */
    static String media(String type, long number, String address, String alternative, String name) {
        String source = attribute(address);
        String kind = type.replaceFirst("/.*", "");
        return switch (kind) {
            case "image" -> "<!-- wp:image {\"id\":" + number
                    + ",\"sizeSlug\":\"full\",\"linkDestination\":\"none\"} -->\n"
                    + "<figure class=\"wp-block-image size-full\"><img src=\"" + source + "\" alt=\""
                    + attribute(alternative) + "\" class=\"wp-image-" + number
                    + "\"/></figure>\n<!-- /wp:image -->\n\n";
            case "video", "audio" -> "<!-- wp:" + kind + " {\"id\":" + number + "} -->\n<figure class=\"wp-block-"
                    + kind
                    + "\"><" + kind + " controls src=\"" + source + "\"></" + kind + ">"
                    + (alternative.isBlank()
                            ? ""
                            : "<figcaption class=\"wp-element-caption\">" + escaped(alternative) + "</figcaption>")
                    + "</figure>\n<!-- /wp:" + kind + " -->\n\n";
            default -> "<!-- wp:paragraph -->\n<p><a href=\"" + source + "\">"
                    + escaped(alternative.isBlank() ? name : alternative) + "</a></p>\n<!-- /wp:paragraph -->\n\n";
        };
    }

    /** Text of a comment: WordPress makes paragraphs and links of it. */
    static String comment(String text, @Nullable URI link) {
        String words = escaped(text.strip());
        return link == null || text.contains(link.toString())
                ? words
                : (words.isEmpty() ? "" : words + "\n\n") + escaped(link.toString());
    }

    private static void paragraph(StringBuilder html, String content) {
        html.append("<!-- wp:paragraph -->\n<p>").append(content).append("</p>\n<!-- /wp:paragraph -->\n\n");
    }

    private static String linked(String text) {
        StringBuilder html = new StringBuilder();
        Matcher links = LINK.matcher(text);
        int end = 0;
        while (links.find()) {
            String address = trimmed(links.group());
            html.append(lines(text.substring(end, links.start()))).append(anchor(address));
            end = links.start() + address.length();
        }
        return html.append(lines(text.substring(end))).toString();
    }

    private static String trimmed(String address) {
        int end = address.length();
        while (end > 0
                && (CLOSING.indexOf(address.charAt(end - 1)) >= 0
                        || (address.charAt(end - 1) == ')'
                                && address.substring(0, end).indexOf('(') < 0))) {
            end--;
        }
        return address.substring(0, end);
    }

    private static String anchor(String address) {
        return "<a href=\"" + attribute(address) + "\">" + escaped(address) + "</a>";
    }

    private static String lines(String text) {
        return escaped(text).replace("\n", "<br>");
    }

    private static String attribute(String text) {
        return escaped(text).replace("\"", "&quot;").replace("\n", " ");
    }

    /** Brackets as well: WordPress takes them for commands (shortcodes). */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("[", "&#91;")
                .replace("]", "&#93;");
    }
}
