package org.rostrum.connector.youtube;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What the hub pushes: an Atom feed with the videos that are new or have changed, or with those that have gone (RFC 6721).
 *
 * @param videos ids of those that are there
 * @param gone when those were taken away that are not, by id
 */
record AtomPush(List<Video> videos, Map<String, Instant> gone) {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String YOUTUBE = "http://www.youtube.com/xml/schemas/2015";
    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";
    private static final String REF = "yt:video:";
    private static final int MOST = 50;
    private static final int LONGEST_ID = 100;

    /** @param channel that has it, as the feed says; empty when it does not */
    record Video(String id, String channel) {}

    /** Reads a feed; empty when it is none. Nothing outside of it is looked at, and nothing that it declares. */
    static Optional<AtomPush> parse(byte[] body) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
            try {
                return Optional.of(read(xml));
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | NotAtomException unreadable) {
            return Optional.empty();
        }
    }

    private static final class NotAtomException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static AtomPush read(XMLStreamReader xml) throws XMLStreamException, NotAtomException {
        List<Video> videos = new ArrayList<>();
        Map<String, Instant> gone = new LinkedHashMap<>();
        boolean feed = false;
        String id = "";
        String channel = "";
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new NotAtomException();
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (!feed && !is(xml, ATOM, "feed")) {
                    throw new NotAtomException();
                }
                feed = true;
                if (is(xml, ATOM, "entry")) {
                    id = "";
                    channel = "";
                } else if (is(xml, YOUTUBE, "videoId")) {
                    id = shortText(xml);
                } else if (is(xml, YOUTUBE, "channelId")) {
                    channel = shortText(xml);
                } else if (is(xml, TOMBSTONES, "deleted-entry")) {
                    bury(xml, gone);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && is(xml, ATOM, "entry") && CommentId.isVideo(id)) {
                if (videos.size() < MOST) {
                    videos.add(new Video(id, channel));
                }
            }
        }
        return new AtomPush(List.copyOf(videos), gone);
    }

    private static boolean is(XMLStreamReader xml, String space, String name) {
        return space.equals(xml.getNamespaceURI()) && name.equals(xml.getLocalName());
    }

    private static String shortText(XMLStreamReader xml) throws XMLStreamException {
        String text = xml.getElementText().strip();
        return text.length() > LONGEST_ID ? "" : text;
    }

    private static void bury(XMLStreamReader xml, Map<String, Instant> gone) {
        String ref = String.valueOf(xml.getAttributeValue(null, "ref"));
        Instant when = time(xml.getAttributeValue(null, "when"));
        String id = ref.startsWith(REF) ? ref.substring(REF.length()) : "";
        if (CommentId.isVideo(id) && when != null && gone.size() < MOST) {
            gone.put(id, when);
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}
