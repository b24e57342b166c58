package org.rostrum.plugins;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Karaf's descriptions of features, as far as they name bundles. */
final class FeatureFiles {
    private FeatureFiles() {}

    /** Whether the content is such a description. */
    static boolean isOne(byte[] content) {
        try {
            XMLStreamReader xml = reader(content);
            try {
                while (xml.hasNext()) {
                    if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                        return xml.getLocalName().equals("features");
                    }
                }
                return false;
            } finally {
                xml.close();
            }
        } catch (XMLStreamException none) {
            return false;
        }
    }

    /** Locations of the bundles that the features name. */
    static List<String> bundles(byte[] content) throws UnfitFileException {
        List<String> bundles = new ArrayList<>();
        try {
            XMLStreamReader xml = reader(content);
            try {
                while (xml.hasNext()) {
                    if (xml.next() == XMLStreamConstants.START_ELEMENT
                            && xml.getLocalName().equals("bundle")) {
                        bundles.add(xml.getElementText().strip());
                    }
                }
            } finally {
                xml.close();
            }
        } catch (XMLStreamException broken) {
            throw new UnfitFileException("Its description of features is no proper XML.", "Mend or rebuild it.");
        }
        return bundles;
    }

    /** To its end. @throws XMLStreamException when it is no proper XML, or has a document type */
    static void readThrough(byte[] content) throws XMLStreamException {
        XMLStreamReader xml = reader(content);
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("A document type", xml.getLocation());
                }
            }
        } finally {
            xml.close();
        }
    }

    private static XMLStreamReader reader(byte[] content) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new ByteArrayInputStream(content));
    }
}
