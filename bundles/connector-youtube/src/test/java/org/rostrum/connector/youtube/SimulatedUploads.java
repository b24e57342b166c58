package org.rostrum.connector.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.connector.youtube.YouTubeSimulator.Video;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;
import org.rostrum.testkit.connector.NetworkSimulator.Request;

/** Resumable uploads of videos to the simulated API. */
final class SimulatedUploads {
    private static final ObjectMapper JSON = SimulatedAnswers.JSON;

    final Map<String, Session> sessions = new LinkedHashMap<>();
    int left = 100;
    int keptOfAPart = Integer.MAX_VALUE;
    boolean audited = true;
    String host = "127.0.0.1";

    private final YouTubeSimulator network;
    private int next = 1;

    SimulatedUploads(YouTubeSimulator network) {
        this.network = network;
    }

    /** An upload that is under way, or has become a video. */
    static final class Session {
        final JsonNode resource;
        final long length;
        final java.io.ByteArrayOutputStream content = new java.io.ByteArrayOutputStream();

        @Nullable
        Video video;

        Session(JsonNode resource, long length) {
            this.resource = resource;
            this.length = length;
        }
    }

    Reply begin(Request request) throws JsonProcessingException {
        JsonNode resource = SimulatedAnswers.body(request);
        String title = resource.path("snippet").path("title").asText("");
        String description = resource.path("snippet").path("description").asText("");
        if (!request.parameter("uploadType").equals("resumable")
                || !request.parameter("part").equals("snippet,status")) {
            return SimulatedAnswers.error(400, "missingRequiredParameter", "part, uploadType");
        }
        if (!request.header("x-upload-content-type").orElse("").startsWith("video/")) {
            return SimulatedAnswers.error(400, "mediaBodyRequired", "The request does not include the video content.");
        }
        if (title.isBlank() || title.length() > 100 || title.matches("(?s).*[<>].*")) {
            return SimulatedAnswers.error(
                    400, "invalidTitle", "The request metadata specifies an invalid or empty video title.");
        }
        if (description.getBytes(StandardCharsets.UTF_8).length > 5000 || description.matches("(?s).*[<>].*")) {
            return SimulatedAnswers.error(
                    400, "invalidDescription", "The request metadata specifies an invalid video description.");
        }
        if (left < 1) {
            return SimulatedAnswers.error(403, "quotaExceeded", "You have exceeded your quota.");
        }
        left--;
        String id = "upload" + next++;
        sessions.put(
                id,
                new Session(
                        resource,
                        Long.parseLong(request.header("x-upload-content-length").orElse("-1"))));
        return new Reply(
                200,
                Map.of(
                        "Location",
                        network.address().toString().replace("127.0.0.1", host)
                                + "/upload/youtube/v3/videos?uploadType=resumable&upload_id=" + id),
                new byte[0]);
    }

    Reply part(Request request) {
        Session session = sessions.get(request.parameter("upload_id"));
        if (session == null) {
            return Reply.of(404, "text/plain", "Not Found");
        }
        String range = request.header("content-range").orElse("");
        int there = session.content.size();
        if (session.video == null && !range.equals("bytes */" + session.length)) {
            long first = Long.parseLong(range.replaceFirst("^bytes (\\d+)-.*", "$1"));
            boolean last = first + request.body().length == session.length;
            String right = "bytes " + there + "-" + (there + request.body().length - 1) + "/" + session.length;
            if (!range.equals(right) || (!last && request.body().length % (256 * 1024) != 0)) {
                return SimulatedAnswers.error(400, "badRequest", "Failed to parse Content-Range header.");
            }
            session.content.write(request.body(), 0, Math.min(keptOfAPart, request.body().length));
        }
        if (session.content.size() < session.length) {
            int size = session.content.size();
            return new Reply(308, size == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (size - 1)), new byte[0]);
        }
        Video made = session.video;
        if (made == null) {
            JsonNode snippet = session.resource.path("snippet");
            made = network.upload(YouTubeSimulator.ME, snippet.path("title").asText());
            made.description = snippet.path("description").asText();
            made.brought = true;
            String wanted =
                    session.resource.path("status").path("privacyStatus").asText();
            made.privacy = audited ? wanted : "private";
            session.video = made;
        }
        ObjectNode body = JSON.createObjectNode().put("kind", "youtube#video").put("id", made.id);
        YouTubeSimulator.snippet(body, made);
        body.putObject("status").put("uploadStatus", "uploaded").put("privacyStatus", made.privacy);
        return Reply.json(200, body.toString());
    }
}
