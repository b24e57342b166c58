package org.rostrum.connector.file.activitystreams;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rostrum.connector.file.records.RejectedRecord;

/** The types of ActivityStreams 2.0 (W3C Activity Vocabulary, 23 May 2017). */
enum Vocabulary {
    ACTIVITY(
            "Accept",
            "Add",
            "Announce",
            "Arrive",
            "Block",
            "Create",
            "Delete",
            "Dislike",
            "Flag",
            "Follow",
            "Ignore",
            "Invite",
            "Join",
            "Leave",
            "Like",
            "Listen",
            "Move",
            "Offer",
            "Read",
            "Reject",
            "Remove",
            "TentativeAccept",
            "TentativeReject",
            "Travel",
            "Undo",
            "Update",
            "View"),
    /** Question is an activity by the letter of the vocabulary, and an object with answers in all software that has it. */
    OBJECT(
            "Article",
            "Audio",
            "Document",
            "Event",
            "Image",
            "Note",
            "Page",
            "Place",
            "Profile",
            "Question",
            "Relationship",
            "Tombstone",
            "Video"),
    ACTOR("Application", "Group", "Organization", "Person", "Service"),
    COLLECTION("Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage"),
    LINK("Link", "Mention");

    private static final List<String> PREFIXES =
            List.of("https://www.w3.org/ns/activitystreams#", "http://www.w3.org/ns/activitystreams#", "as:");

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<String> names;

    Vocabulary(String... names) {
        this.names = Set.of(names);
    }

    /** The first of the types that the vocabulary knows, and what sort of type it is. */
    static Map.Entry<String, Vocabulary> of(List<String> types) throws RejectedRecord {
        for (String type : types) {
            String name = shortened(type);
            for (Vocabulary sort : values()) {
                if (sort.names.contains(name)) {
                    return Map.entry(name, sort);
                }
            }
        }
        throw new RejectedRecord(
                "type",
                types.isEmpty()
                        ? "It is missing. Say what the record is, such as Create or Note."
                        : "\"" + String.join(", ", types)
                                + "\" is no type of ActivityStreams 2.0. Use one of its types, such as Create or Note.");
    }

    private static String shortened(String type) {
        for (String prefix : PREFIXES) {
            if (type.startsWith(prefix)) {
                return type.substring(prefix.length());
            }
        }
        return type;
    }
}
