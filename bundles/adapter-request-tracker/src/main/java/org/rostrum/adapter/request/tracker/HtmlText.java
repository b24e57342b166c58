package org.rostrum.adapter.request.tracker;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.rostrum.spi.text.MarkupText;
import org.rostrum.spi.text.PlainText;

/** HTML, as jsoup reads it, as a person would write it down ({@link MarkupText}). */
final class HtmlText {
    private HtmlText() {}

    /** Text without any tag keeps its line ends; its entities are decoded. */
    static String of(String html) {
        if (!MarkupText.isMarkup(html)) {
            return PlainText.clean(entities(html));
        }
        MarkupText text = new MarkupText();
        Jsoup.parseBodyFragment(html).body().traverse(new Walk(text));
        return text.text();
    }

    /** Decodes the entities of HTML, and nothing else. */
    static String entities(String text) {
        return text.indexOf('&') < 0 ? text : Parser.unescapeEntities(text, false);
    }

    /** Tells what it passes; the tree is walked without recursion. */
    private record Walk(MarkupText text) implements NodeVisitor {
        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                text.words(words.getWholeText());
            } else if (node instanceof Element element) {
                text.open(element.normalName(), element::attr);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                text.close(element.normalName(), element::attr);
            }
        }
    }
}
