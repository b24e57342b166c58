package org.rostrum.connector.file.activitystreams;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Original;
import org.rostrum.connector.file.Addresses;
import org.rostrum.connector.file.FieldText;
import org.rostrum.connector.file.Json;
import org.rostrum.connector.file.RecordLoop;
import org.rostrum.connector.file.Understood;
import org.rostrum.connector.file.records.RawRecord;
import org.rostrum.connector.file.records.RejectedRecord;

/**
 * Understands one ActivityStreams 2.0 object. A Create goes by the id of what it created, because that is the id which
 * replies name; every other activity goes by its own. An object that stands alone counts as created.
 */
final class ActivityReader implements RecordLoop.Reader {
    private static final String MEDIA_TYPE = "application/activity+json";

    private final Manner manner;
    private final Contents contents;

    ActivityReader(Manner manner) {
        this.manner = manner;
        this.contents = new Contents(manner);
    }

    @Override
    public Understood read(String text, RawRecord raw) throws RejectedRecord {
        JsonNode json = Json.object(text, raw);
        if (text.length() > Original.MAX_LENGTH) {
            throw new RejectedRecord(null, "The record is longer than " + Original.MAX_LENGTH + " characters.");
        }
        LinkedNode node = new LinkedNode(json);
        Original original = new Original(MEDIA_TYPE, text);
        Map.Entry<String, Vocabulary> type = Vocabulary.of(node.types());
        return new Understood(
                null,
                switch (type.getValue()) {
                    case OBJECT -> List.of(created(null, node, type.getKey(), original));
                    case ACTIVITY -> "Create".equals(type.getKey())
                            ? created(node, original)
                            : List.of(done(node, type.getKey(), original));
                    case ACTOR -> throw unsuitable(type.getKey(), "it describes somebody, and nothing that was done");
                    case COLLECTION -> throw unsuitable(
                            type.getKey(),
                            "it has no items here, or lies inside another list. Import its pages as files of their own");
                    case LINK -> throw unsuitable(
                            type.getKey(), "it only points somewhere. Put what it points to into the file");
                });
    }

    private static RejectedRecord unsuitable(String type, String why) {
        return new RejectedRecord("type", "A " + type + " cannot be imported: " + why + ".");
    }

    private List<Activity> created(LinkedNode create, Original original) throws RejectedRecord {
        List<Activity> activities = new ArrayList<>();
        for (LinkedNode object : create.nodes("object")) {
            activities.add(created(create, object, typeOf(object), original));
        }
        return activities.isEmpty() ? List.of(done(create, "Create", original)) : activities;
    }

    private Activity created(@Nullable LinkedNode create, LinkedNode object, String objectType, Original original)
            throws RejectedRecord {
        Actor actor = Actors.of(List.of(
                new Actors.Place(create, "actor"),
                new Actors.Place(object, "attributedTo"),
                new Actors.Place(create, "attributedTo"),
                new Actors.Place(object, "actor")));
        String own = FieldText.checked("id", object.id());
        String id = own == null ? FieldText.required("id", create == null ? null : create.id()) : own;
        String said = create == null ? null : create.text("published");
        Activity.Builder activity = Activity.builder(
                        id,
                        manner.directionOf(actor),
                        actor,
                        manner.times().read("published", said == null ? object.text("published") : said))
                .objectType(objectType)
                .content(contents.text(object))
                .language(contents.language(object))
                .inReplyTo(FieldText.checked("inReplyTo", object.reference("inReplyTo")))
                .context(context(object))
                .url(page("url", object.reference("url"), id))
                .attachments(contents.attachments(object, objectType))
                .original(original);
        return RecordLoop.build(activity);
    }

    /** An activity about something that is there already, or whose object is not in the file. */
    private Activity done(LinkedNode activity, String verb, Original original) throws RejectedRecord {
        Actor actor = Actors.of(List.of(new Actors.Place(activity, "actor")));
        List<LinkedNode> objects = activity.nodes("object");
        LinkedNode object = objects.isEmpty() ? null : objects.get(0);
        String about = activity.reference("object");
        String id = "Create".equals(verb) && about != null ? about : activity.id();
        LinkedNode saying = "Update".equals(verb) && object != null ? object : activity;
        Activity.Builder builder = Activity.builder(
                        FieldText.required("id", id),
                        manner.directionOf(actor),
                        actor,
                        manner.times().read("published", activity.text("published")))
                .verb(verb)
                .objectType(object == null ? "Object" : typeOf(object))
                .content(saying.has("content") || saying.has("contentMap") ? contents.text(saying) : "")
                .language(contents.language(saying))
                .inReplyTo(FieldText.checked("inReplyTo", activity.reference("inReplyTo")))
                .context(context(activity))
                .url(page("url", activity.reference("url"), about == null ? "" : about))
                .original(original);
        return RecordLoop.build(builder);
    }

    /** The type of something inside an activity: its own word for it when the vocabulary has none. */
    private static String typeOf(LinkedNode object) {
        List<String> types = object.types();
        try {
            return Vocabulary.of(types).getKey();
        } catch (RejectedRecord extension) {
            return types.isEmpty() || types.get(0).isBlank() ? "Object" : types.get(0);
        }
    }

    /** ActivityStreams calls it context; OStatus and Mastodon call it conversation. */
    private static @Nullable String context(LinkedNode node) throws RejectedRecord {
        String context = FieldText.checked("context", node.reference("context"));
        return context == null ? FieldText.checked("conversation", node.reference("conversation")) : context;
    }

    private static @Nullable URI page(String field, @Nullable String named, String otherwise) throws RejectedRecord {
        URI page = Addresses.web(field, named);
        return page == null && otherwise.length() < 2_048 ? Addresses.web(field, otherwise) : page;
    }
}
