package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;
import org.rostrum.spi.route.FieldTemplate;

/**
 * Calls of a Tryton server by JSON-RPC, as one user. Logs in when it must: a session ends when nobody used it for some minutes, when
 * it is old, and when the user's password was set.
 */
final class TrytonSession implements Closeable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_REASON = 300;

    private final HttpClient http;
    private final URI address;
    private final String database;
    private final String user;
    private final String password;
    private volatile @Nullable String session;
    private volatile long userId;

    /** @throws IllegalArgumentException in words for people, naming the setting */
    TrytonSession(HttpClients clients, TrytonConfig config) {
        this.database = Setting.required("database", config.database());
        this.address = URI.create(Setting.address(config.address()) + "/" + HttpCall.encode(database) + "/");
        this.user = Setting.required("user", config.user());
        this.password = Setting.required("password", config.password());
        this.http = clients.open(HttpPolicy.api("rostrum-tryton/1.0"));
    }

    /** Asks for something. What is refused waits: it is a matter of rights, not of the lead. */
    JsonNode ask(String method, ArrayNode parameters) throws DeliveryException {
        return call(method, parameters, FailureCategory.AUTH_EXPIRED, FailureCategory.UNAVAILABLE);
    }

    /** The same, where it may be the record that is refused: that is REJECTED. */
    JsonNode askOrBeRefused(String method, ArrayNode parameters) throws DeliveryException {
        return call(method, parameters, FailureCategory.REJECTED, FailureCategory.UNAVAILABLE);
    }

    /** Tryton's id of the user. */
    long userId() throws DeliveryException {
        if (session == null) {
            login(null);
        }
        return userId;
    }

    /** Records of a model, the oldest first; at most two. */
    List<JsonNode> search(String model, ArrayNode domain, ObjectNode context, String... fields)
            throws DeliveryException {
        ArrayNode parameters = JSON.createArrayNode().add(domain).add(0).add(2);
        parameters.addArray().addArray().add("id").add("ASC");
        ArrayNode names = parameters.addArray();
        for (String field : fields) {
            names.add(field);
        }
        List<JsonNode> found = new ArrayList<>();
        ask("model." + model + ".search_read", parameters.add(context)).forEach(found::add);
        return found;
    }

    /**
     * Makes a record.
     *
     * @param again whether nothing is doubled when that is tried once more
     * @return its id
     * @throws DeliveryException REJECTED when Tryton refuses it
     */
    long create(String model, ObjectNode entry, ObjectNode context, boolean again) throws DeliveryException {
        FailureCategory doubt = again ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME;
        ArrayNode parameters = JSON.createArrayNode();
        parameters.addArray().add(entry);
        JsonNode made = call("model." + model + ".create", parameters.add(context), FailureCategory.REJECTED, doubt);
        if (!made.path(0).canConvertToLong()) {
            throw new DeliveryException(doubt, "Tryton did not tell the id of what it made", null);
        }
        return made.path(0).asLong();
    }

    private JsonNode call(String method, ArrayNode parameters, FailureCategory refusal, FailureCategory doubt)
            throws DeliveryException {
        HttpCall call = request(method, parameters);
        if (doubt == FailureCategory.UNAVAILABLE) {
            call = call.asSafe();
        }
        String used = session;
        if (used == null) {
            used = login(null);
        }
        HttpAnswer answer = http.send(call.with("Authorization", used));
        if (answer.status() == 401 || answer.status() == 403) {
            // nothing was done
            answer = http.send(call.with("Authorization", login(used)));
        }
        if (answer.status() == 404) {
            throw noDatabase();
        }
        return result(answer.requireGood(), refusal, doubt);
    }

    private HttpCall request(String method, ArrayNode parameters) {
        ObjectNode body = JSON.createObjectNode().put("id", 1).put("method", method);
        body.set("params", parameters);
        return HttpCall.post(address, HttpBody.json(body.toString())).with("Accept", "application/json");
    }

    /** Logs in, unless another thread has done so meanwhile. */
    private synchronized String login(@Nullable String refused) throws DeliveryException {
        String current = session;
        if (current != null && !current.equals(refused)) {
            return current;
        }
        ArrayNode parameters = JSON.createArrayNode().add(user);
        parameters.addObject().put("password", password);
        HttpAnswer answer =
                http.send(request("common.db.login", parameters.add("en")).asSafe());
        switch (answer.status()) {
            case 401, 403 -> throw Setting.waiting(
                    FailureCategory.AUTH_EXPIRED,
                    "password",
                    "Tryton refuses it, or knows no \"user\" \"" + user + "\".");
            case 404 -> throw noDatabase();
            case 301, 302, 303, 307, 308, 400, 405 -> throw Setting.waiting(
                    FailureCategory.AUTH_EXPIRED,
                    "address",
                    "it answers " + answer.status() + ", which no Tryton server would. Redirects are not followed.");
            default -> answer.requireGood();
        }
        JsonNode result = result(answer, FailureCategory.UNAVAILABLE, FailureCategory.UNAVAILABLE);
        if (!result.path(0).canConvertToLong() || !result.path(1).isTextual()) {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "Tryton did not tell a session", null);
        }
        String made =
                user + ":" + result.path(0).asText() + ":" + result.path(1).asText();
        String header = "Session " + Base64.getEncoder().encodeToString(made.getBytes(StandardCharsets.UTF_8));
        userId = result.path(0).asLong();
        session = header;
        return header;
    }

    private DeliveryException noDatabase() {
        return Setting.waiting(
                FailureCategory.AUTH_EXPIRED,
                "database",
                "there is no database \"" + database + "\" at this \"address\".");
    }

    /** What went wrong over there comes as a good answer, too. */
    private static JsonNode result(HttpAnswer answer, FailureCategory refusal, FailureCategory doubt)
            throws DeliveryException {
        JsonNode json;
        try {
            json = JSON.readTree(answer.text());
        } catch (JsonProcessingException broken) {
            throw new DeliveryException(doubt, "Tryton did not answer with JSON", broken);
        }
        JsonNode error = json.path("error");
        if (error.isMissingNode() || error.isNull()) {
            if (!json.has("result")) {
                throw new DeliveryException(doubt, "Tryton answered without a result", null);
            }
            return json.path("result");
        }
        String kind = error.path(0).asText();
        JsonNode told = error.path(1);
        throw switch (kind) {
            case "UserError" -> said(
                    refusal, told.path(0).asText() + " " + told.path(1).asText());
            case "UserWarning" -> said(
                    refusal, told.path(1).asText() + " " + told.path(2).asText());
            case "ConcurrencyException" -> said(FailureCategory.UNAVAILABLE, kind);
            default -> said(doubt, kind);
        };
    }

    private static DeliveryException said(FailureCategory category, String words) {
        return new DeliveryException(category, "Tryton says: " + FieldTemplate.line(words, LONGEST_REASON), null);
    }

    @Override
    public void close() {
        http.close();
    }
}
