package org.rostrum.connector.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;
import org.rostrum.testkit.connector.NetworkSimulator.Request;

/** Media of {@link XSimulator}: begun, sent in parts, ended, processed, described. */
final class SimulatedMedia {
    private static final Set<String> TYPES = Set.of(
            "video/mp4",
            "video/webm",
            "video/mp2t",
            "video/quicktime",
            "image/jpeg",
            "image/gif",
            "image/bmp",
            "image/png",
            "image/webp",
            "image/pjpeg",
            "image/tiff");
    private static final Set<String> CATEGORIES =
            Set.of("tweet_image", "tweet_gif", "tweet_video", "dm_image", "dm_gif", "dm_video");
    private static final Pattern PART = Pattern.compile(
            "--(?<boundary>[^\\r]+)\\r\\nContent-Disposition: form-data; name=\"segment_index\"\\r\\n\\r\\n(?<index>[0-9]+)\\r\\n"
                    + "--\\k<boundary>\\r\\nContent-Disposition: form-data; name=\"media\"; filename=\"[^\"]+\"\\r\\n"
                    + "Content-Type: [^\\r]+\\r\\n\\r\\n(?<media>.*)\\r\\n--\\k<boundary>--\\r\\n",
            Pattern.DOTALL);

    private final Map<String, ObjectNode> files = new LinkedHashMap<>();
    private long next = 9_000;
    private int looks;
    private boolean fails;

    static String key(String id) {
        return "3_" + id;
    }

    /** How often one must look until what comes is processed. */
    void process(int times) {
        looks = times;
    }

    void fail() {
        fails = true;
    }

    void forget() {
        files.clear();
    }

    List<ObjectNode> files() {
        return List.copyOf(files.values());
    }

    Reply answer(Request request) throws JsonProcessingException {
        String[] path = request.path().split("/", -1);
        String call = request.method() + " " + request.path().replaceAll("/[0-9]{3,}", "/:id");
        return switch (call) {
            case "POST /2/media/upload/initialize" -> begin(JSON(request));
            case "POST /2/media/upload/:id/append" -> append(request, files.get(path[4]));
            case "POST /2/media/upload/:id/finalize" -> end(files.get(path[4]));
            case "GET /2/media/upload" -> request.parameter("command").equals("STATUS")
                    ? look(files.get(request.parameter("media_id")))
                    : wrong("command");
            case "POST /2/media/metadata" -> describe(JSON(request));
            default -> XSimulator.problem(404, "about:blank", "Not Found", "Not Found");
        };
    }

    private static JsonNode JSON(Request request) throws JsonProcessingException {
        return request.header("content-type").orElse("").startsWith("application/json")
                ? XSimulator.JSON.readTree(request.text())
                : XSimulator.JSON.createObjectNode();
    }

    private static Reply wrong(String what) {
        return XSimulator.problem(
                400, "https://api.twitter.com/2/problems/invalid-request", "Invalid Request", what + " is not valid");
    }

    private static Reply gone() {
        return XSimulator.problem(
                404,
                "https://api.twitter.com/2/problems/resource-not-found",
                "Not Found Error",
                "Could not find media");
    }

    private Reply begin(JsonNode body) {
        String category = body.path("media_category").asText();
        String type = body.path("media_type").asText();
        long bytes = body.path("total_bytes").asLong(-1);
        long most = category.endsWith("image") ? 5L << 20 : category.endsWith("gif") ? 15L << 20 : 512L << 20;
        boolean fits = category.endsWith("gif")
                ? type.equals("image/gif")
                : category.endsWith("image") ? type.startsWith("image/") : type.startsWith("video/");
        if (body.size() != 3
                || !TYPES.contains(type)
                || !CATEGORIES.contains(category)
                || !fits
                || bytes < 1
                || bytes > most) {
            return wrong("media_type, media_category or total_bytes");
        }
        String id = "" + next++;
        files.put(
                id,
                XSimulator.JSON
                        .createObjectNode()
                        .put("id", id)
                        .put("type", type)
                        .put("category", category)
                        .put("total", bytes)
                        .put("came", 0)
                        .put("segments", 0)
                        .put("state", "uploading"));
        return data(id, XSimulator.JSON.createObjectNode());
    }

    private static Reply data(String id, ObjectNode more) {
        ObjectNode body = XSimulator.JSON.createObjectNode();
        body.set("data", more.put("id", id).put("media_key", key(id)).put("expires_after_secs", 86_400));
        return Reply.json(200, body.toString());
    }

    private static Reply append(Request request, @org.jspecify.annotations.Nullable ObjectNode file) {
        if (file == null) {
            return gone();
        }
        Matcher part = PART.matcher(new String(request.body(), StandardCharsets.ISO_8859_1));
        if (!part.matches()
                || !request.header("content-type")
                        .orElse("")
                        .equals("multipart/form-data; boundary=" + part.group("boundary"))
                || Integer.parseInt(part.group("index"))
                        != file.path("segments").asInt()
                || part.group("media").length() > 5 << 20) {
            return wrong("segment_index or media");
        }
        file.put("segments", file.path("segments").asInt() + 1);
        file.put("came", file.path("came").asLong() + part.group("media").length());
        return Reply.json(200, "{\"data\":{\"expires_at\":2000000000}}");
    }

    private Reply end(@org.jspecify.annotations.Nullable ObjectNode file) {
        if (file == null) {
            return gone();
        }
        if (file.path("came").asLong() != file.path("total").asLong()) {
            return wrong("the number of bytes that came");
        }
        file.put("state", looks > 0 || fails ? "pending" : "succeeded").put("looks", looks);
        ObjectNode more = XSimulator.JSON
                .createObjectNode()
                .put("size", file.path("total").asLong());
        if (looks > 0 || fails) {
            more.putObject("processing_info").put("state", "pending").put("check_after_secs", 0);
        }
        return data(file.path("id").asText(), more);
    }

    private Reply look(@org.jspecify.annotations.Nullable ObjectNode file) {
        if (file == null) {
            return gone();
        }
        int left = file.path("looks").asInt() - 1;
        String state = left > 0 ? "in_progress" : fails ? "failed" : "succeeded";
        file.put("looks", left).put("state", state);
        ObjectNode more = XSimulator.JSON.createObjectNode();
        ObjectNode info = more.putObject("processing_info").put("state", state);
        if (left > 0) {
            info.put("check_after_secs", 0).put("progress_percent", 50);
        }
        if (state.equals("failed")) {
            info.putObject("error")
                    .put("code", 1)
                    .put("name", "InvalidMedia")
                    .put("message", "Unsupported video format");
        }
        return data(file.path("id").asText(), more);
    }

    private Reply describe(JsonNode body) {
        ObjectNode file = files.get(body.path("id").asText());
        String text = body.path("metadata").path("alt_text").path("text").asText("");
        if (file == null
                || text.isEmpty()
                || text.length() > 1_000
                || file.path("type").asText().startsWith("video")) {
            return wrong("id or alt_text");
        }
        file.put("alt_text", text);
        return data(file.path("id").asText(), XSimulator.JSON.createObjectNode());
    }

    boolean areReady(List<String> ids, String use) {
        boolean single = ids.stream()
                .map(id -> files.getOrDefault(id, XSimulator.JSON.createObjectNode()))
                .anyMatch(file -> !file.path("category").asText().endsWith("image"));
        return ids.size() <= (single ? 1 : 4)
                && ids.stream()
                        .map(files::get)
                        .allMatch(file -> file != null
                                && file.path("state").asText().equals("succeeded")
                                && file.path("category").asText().startsWith(use));
    }

    /** As it is shown beside posts. */
    ObjectNode shown(String key) {
        ObjectNode file = Objects.requireNonNull(files.get(key.substring(2)));
        ObjectNode shown =
                XSimulator.JSON.createObjectNode().put("media_key", key).put("type", "photo");
        shown.put("url", "https://pbs.example/media/" + key + ".png");
        if (file.has("alt_text")) {
            shown.put("alt_text", file.path("alt_text").asText());
        }
        return shown;
    }
}
