package org.rostrum.connector.feed;

import com.rometools.rome.io.XmlReader;
import com.rometools.rome.io.impl.XmlFixerReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;
import org.jdom2.input.sax.XMLReaderJDOMFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Reads a feed's XML: nothing outside of the document is ever looked at, no entity of its own is expanded, and the depth is
 * bounded. Encodings by HTTP header, byte order mark and prolog; what blogs do to XML (blanks before the prolog, HTML
 * entities) is mended.
 */
final class FeedXml {
    private static final int MOST_DEPTH = 200;

    /** Declares nothing but a name, as RSS 0.91 did; it is left out. One with declarations of its own is refused. */
    private static final Pattern HARMLESS_DOCTYPE = Pattern.compile("<!DOCTYPE[^\\[\\]<>]{0,1000}>");

    private static final int PROLOG = 4_000;

    private FeedXml() {}

    /** @throws JDOMException when it is no XML, or XML that we do not read */
    static Document parse(InputStream content, @Nullable String contentType) throws IOException, JDOMException {
        StringWriter text = new StringWriter();
        try (XmlReader reader = contentType == null
                ? new XmlReader(content, true, "UTF-8")
                : new XmlReader(content, contentType, true, "UTF-8")) {
            reader.transferTo(text);
        }
        SAXBuilder builder = new SAXBuilder(new JdkReaders());
        builder.setXMLFilter(new DepthFilter());
        return builder.build(new XmlFixerReader(new StringReader(withoutDoctype(text.toString()))));
    }

    private static String withoutDoctype(String text) {
        String start = text.substring(0, Math.min(PROLOG, text.length()));
        Matcher doctype = HARMLESS_DOCTYPE.matcher(start);
        return doctype.find() ? doctype.replaceFirst("") + text.substring(start.length()) : text;
    }

    /** The parser of the JDK whatever else is installed, since its switches are known. */
    private static final class JdkReaders implements XMLReaderJDOMFactory {
        @Override
        public XMLReader createXMLReader() throws JDOMException {
            try {
                SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
                factory.setNamespaceAware(true);
                factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
                factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
                factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
                return factory.newSAXParser().getXMLReader();
            } catch (ParserConfigurationException | SAXException impossible) {
                throw new JDOMException("The XML parser of the JDK lacks a switch", impossible);
            }
        }

        @Override
        public boolean isValidating() {
            return false;
        }
    }

    /** A tree that is too deep would overflow the stack of those who walk it. */
    private static final class DepthFilter extends XMLFilterImpl {
        private int depth;

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
            depth++;
            if (depth > MOST_DEPTH) {
                throw new SAXException("elements are nested deeper than " + MOST_DEPTH + " levels");
            }
            super.startElement(uri, localName, name, attributes);
        }

        @Override
        public void endElement(String uri, String localName, String name) throws SAXException {
            depth--;
            super.endElement(uri, localName, name);
        }

        @Override
        public InputSource resolveEntity(String publicId, String systemId) {
            return new InputSource(new StringReader(""));
        }
    }
}
