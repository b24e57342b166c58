package org.rostrum.connector.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rostrum.testkit.connector.NetworkSimulator.Request;

/** Uploads in parts (Resumable Upload API) and films that are made of them. */
final class SimulatedFilms {
    private final Map<String, ByteArrayOutputStream> uploads = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Map<String, String> handles = new HashMap<>();
    final List<ObjectNode> all = new ArrayList<>();
    /** How many bytes are taken of the next part; the rest is lost. */
    int taken = Integer.MAX_VALUE;

    ObjectNode begin(String session, Map<String, String> form) {
        GraphSimulator.only(form, "file_name", "file_length", "file_type");
        if (!form.getOrDefault("file_type", "").equals("video/mp4")
                || form.getOrDefault("file_name", "").isEmpty()) {
            throw GraphError.of(100, "(#100) Invalid file type");
        }
        uploads.put(session, new ByteArrayOutputStream());
        lengths.put(session, Integer.parseInt(form.getOrDefault("file_length", "")));
        return GraphApi.JSON.createObjectNode().put("id", "upload:" + session);
    }

    private ByteArrayOutputStream upload(String session) {
        ByteArrayOutputStream upload = uploads.get(session);
        if (upload == null) {
            throw GraphError.gone(session);
        }
        return upload;
    }

    ObjectNode offset(String session) {
        return GraphApi.JSON
                .createObjectNode()
                .put("id", "upload:" + session)
                .put("file_offset", upload(session).size());
    }

    ObjectNode part(String session, Request request) {
        ByteArrayOutputStream upload = upload(session);
        if (!request.header("authorization").orElse("").startsWith("OAuth ")
                || !request.header("file_offset").orElse("").equals("" + upload.size())) {
            throw GraphError.of(100, "(#100) Partial upload: file_offset must be " + upload.size());
        }
        int some = Math.min(taken, request.body().length);
        taken = Integer.MAX_VALUE;
        upload.write(request.body(), 0, some);
        if (upload.size() < Objects.requireNonNull(lengths.get(session))) {
            throw GraphError.of(2, "An unexpected error has occurred. Please retry your request later.");
        }
        handles.put("h:" + session, session);
        return GraphApi.JSON.createObjectNode().put("h", "h:" + session);
    }

    /** The bytes of a film that was published. */
    byte[] bytes(ObjectNode film) {
        return upload(film.path("session").asText()).toByteArray();
    }

    ObjectNode publish(String id, Map<String, String> form) {
        GraphSimulator.only(form, "fbuploader_video_file_chunk", "description");
        String session = handles.remove(form.getOrDefault("fbuploader_video_file_chunk", ""));
        if (session == null) {
            throw GraphError.of(100, "(#100) Invalid file handle");
        }
        ObjectNode film = GraphApi.JSON
                .createObjectNode()
                .put("id", id)
                .put("description", form.get("description"))
                .put("created_time", GraphSimulator.time(Instant.now()))
                .put("session", session);
        all.add(film);
        return GraphApi.JSON.createObjectNode().put("id", id);
    }

    List<ObjectNode> newestFirst(Fields fields) {
        List<ObjectNode> shown = new ArrayList<>();
        all.forEach(film ->
                shown.add(fields.of(film, "Video", "id,description,created_time,post_id,permalink_url,status")));
        Collections.reverse(shown);
        return shown;
    }
}
