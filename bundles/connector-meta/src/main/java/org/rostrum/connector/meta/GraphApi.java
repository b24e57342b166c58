package org.rostrum.connector.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/**
 * Calls of the Graph API. Tokens go in the header, so that no address holds one, and each call proves that whoever makes it
 * knows the app secret.
 */
final class GraphApi {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    /** As many calls as Meta takes at once. */
    private static final int BATCH = 50;

    private static final int GONE = 33;

    private final HttpClient http;
    private final GraphSettings settings;
    private final Usage usage;

    private volatile boolean refused;

    GraphApi(HttpClient http, GraphSettings settings, Usage usage) {
        this.http = http;
        this.settings = settings;
        this.usage = usage;
    }

    /** What came; the body is missing when nothing readable did. */
    record Answer(HttpAnswer http, JsonNode body, boolean safe) {
        boolean isGood() {
            return http.isGood()
                    && body.isContainerNode()
                    && !body.path("error").isObject();
        }

        int code() {
            return body.path("error").path("code").asInt(0);
        }

        int subcode() {
            return body.path("error").path("error_subcode").asInt(0);
        }

        /** What it was about is not there, or not for us to see: Meta does not tell these apart. */
        boolean isGone() {
            return code() == 803 || (code() == 100 && subcode() == GONE);
        }
    }

    /** Asks for something. */
    JsonNode ask(String token, String path, Map<String, ? extends @Nullable Object> parameters)
            throws DeliveryException {
        return good(look(token, path, parameters), token);
    }

    /** Asks for something, whatever the answer. */
    Answer look(String token, String path, Map<String, ? extends @Nullable Object> parameters)
            throws DeliveryException {
        return exchange(HttpCall.get(address(path, token, parameters)), token);
    }

    /** Has something done that must not be done twice. */
    JsonNode act(String token, String path, Map<String, String> fields) throws DeliveryException {
        return good(change(token, path, HttpBody.form(fields), false), token);
    }

    /** Has something done, whatever the answer. */
    Answer change(String token, String path, HttpBody body, boolean safe) throws DeliveryException {
        HttpCall call = HttpCall.post(address(path, token, Map.of()), body);
        return exchange(safe ? call.asSafe() : call, token);
    }

    /** Takes something away; doing it again changes nothing. */
    Answer remove(String token, String path) throws DeliveryException {
        return exchange(HttpCall.delete(address(path, token, Map.of())).asSafe(), token);
    }

    /** Sends a film's bytes to where Meta takes them. */
    Answer upload(String token, URI address, Map<String, String> headers, HttpBody body) throws DeliveryException {
        HttpCall call = HttpCall.post(address, body).asSafe().with("Authorization", "OAuth " + token);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            call = call.with(header.getKey(), header.getValue());
        }
        return read(http.send(call), true);
    }

    /**
     * Asks for many things with few calls.
     *
     * @param paths with their parameters
     * @return what was answered, in the same order; missing where the answer was a refusal
     */
    List<JsonNode> askAll(String token, List<String> paths, Attempt attempt) throws DeliveryException {
        List<JsonNode> all = new ArrayList<>();
        for (int start = 0; start < paths.size(); start += BATCH) {
            List<String> some = paths.subList(start, Math.min(paths.size(), start + BATCH));
            ArrayNode batch = JSON.createArrayNode();
            some.forEach(path -> batch.addObject().put("method", "GET").put("relative_url", path));
            attempt.requireTime();
            Map<String, String> fields = Map.of("batch", batch.toString(), "include_headers", "false");
            JsonNode answers = good(change(token, "", HttpBody.form(fields), true), token);
            for (int i = 0; i < some.size(); i++) {
                all.add(part(answers.path(i), token));
            }
        }
        return all;
    }

    private JsonNode part(JsonNode answer, String token) throws DeliveryException {
        JsonNode body = parse(answer.path("body").asText(""));
        if (answer.path("code").asInt() == 200 && !body.path("error").isObject()) {
            return body;
        }
        DeliveryException failure = GraphFailures.of(body.path("error"), mask(token), usage.regained());
        return switch (failure.category()) {
            case REJECTED, UNSUPPORTED -> MissingNode.getInstance();
                // for one alone it would be left out; but these are about all, or about now
            case AUTH_EXPIRED, RATE_LIMITED, UNAVAILABLE, UNKNOWN_OUTCOME -> throw failure;
        };
    }

    /** Publishes a film, which another server of Meta takes. */
    Answer publishFilm(String token, String path, HttpBody body) throws DeliveryException {
        Map<String, String> proof = Map.of("appsecret_proof", settings.proof(token));
        return exchange(
                HttpCall.post(
                        HttpCall.address(settings.uploads() + "/" + settings.version() + "/" + path, proof), body),
                token);
    }

    /** Address of something, with the proof for this token. */
    URI address(String path, String token) {
        return address(path, token, Map.of());
    }

    private URI address(String path, String token, Map<String, ? extends @Nullable Object> parameters) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(parameters);
        all.put("appsecret_proof", settings.proof(token));
        return HttpCall.address(settings.graph() + "/" + path, all);
    }

    private Answer exchange(HttpCall call, String token) throws DeliveryException {
        return read(http.send(call.bearer(token)), call.safe());
    }

    private Answer read(HttpAnswer answer, boolean safe) {
        usage.read(answer);
        return new Answer(answer, parse(answer.text()), safe);
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode body = JSON.readTree(text);
            return body == null ? MissingNode.getInstance() : body;
        } catch (JsonProcessingException noJson) {
            // a message of it would quote what came
            return MissingNode.getInstance();
        }
    }

    /** What a good answer says. */
    JsonNode good(Answer answer, String token) throws DeliveryException {
        if (answer.isGood()) {
            return answer.body();
        }
        throw failure(answer, token);
    }

    /** The failure that an answer tells of. */
    DeliveryException failure(Answer answer, String token) {
        DeliveryException failure = GraphFailures.of(answer, mask(token), usage.regained());
        refused |= failure.category() == FailureCategory.AUTH_EXPIRED;
        return failure;
    }

    /** Whether a token was refused since this was last asked. */
    boolean wasRefused() {
        boolean was = refused;
        refused = false;
        return was;
    }

    /** Something with pages that may not be there any more; then it is empty. */
    JsonNode page(String token, String path, Map<String, ? extends @Nullable Object> parameters)
            throws DeliveryException {
        Answer answer = look(token, path, parameters);
        return answer.isGone() ? MissingNode.getInstance() : good(answer, token);
    }

    /** Meta repeats tokens that it does not understand. */
    private GraphFailures.Mask mask(String token) {
        return text -> text.replace(token, "…").replace(settings.token(), "…").replace(settings.appSecret(), "…");
    }

    /** Part of a path: an id of Meta, or what somebody takes for one. */
    static String id(String id) {
        return HttpCall.encode(id);
    }

    /** Where the next page begins; null when there is none. */
    static @Nullable String next(JsonNode page) {
        String after = page.path("paging").path("cursors").path("after").asText("");
        return after.isEmpty() || !page.path("paging").hasNonNull("next") ? null : after;
    }
}
