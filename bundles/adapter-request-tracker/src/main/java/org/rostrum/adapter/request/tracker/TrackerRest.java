package org.rostrum.adapter.request.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.net.URI;
import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/**
 * The <a href="https://docs.bestpractical.com/rt/5.0/RT/REST2.html">REST interface 2</a> of a Request Tracker 5. Paths are those
 * behind {@code /REST/2.0/}.
 */
final class TrackerRest implements Closeable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String address;
    private final String token;

    /** @throws IllegalArgumentException in words for people, naming the setting */
    TrackerRest(HttpClients clients, RequestTrackerConfig config) {
        this.address = address(config.address());
        this.token = required("token", config.token());
        this.http = clients.open(HttpPolicy.api("rostrum-request-tracker/1.0"));
    }

    static String setting(String name) {
        return "\"" + name + "\" of the configuration org.rostrum.adapter.request.tracker: ";
    }

    static String required(String name, String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException(setting(name) + "it is empty.");
        }
        return stripped;
    }

    private static String address(String text) {
        try {
            String parsed = HttpAddress.parse(text).toString();
            return parsed.endsWith("/") ? parsed.substring(0, parsed.length() - 1) : parsed;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(setting("address") + wrong.getMessage());
        }
    }

    /** Without a slash at its end. */
    String address() {
        return address;
    }

    @Override
    public String toString() {
        return address;
    }

    JsonNode get(String path, Map<String, ?> parameters) throws DeliveryException {
        return json(good(http.send(authorized(HttpCall.get(HttpCall.address(whole(path), parameters))))));
    }

    JsonNode post(String path, JsonNode body) throws DeliveryException {
        return json(
                good(http.send(authorized(HttpCall.post(URI.create(whole(path)), HttpBody.json(body.toString()))))));
    }

    JsonNode put(String path, JsonNode body) throws DeliveryException {
        return json(good(http.send(authorized(HttpCall.put(URI.create(whole(path)), HttpBody.json(body.toString()))))));
    }

    /** Gets an answer, whether it is good or not. */
    HttpAnswer send(String path) throws DeliveryException {
        return http.send(authorized(HttpCall.get(URI.create(whole(path)))));
    }

    private String whole(String path) {
        return address + "/REST/2.0/" + path;
    }

    private HttpCall authorized(HttpCall call) {
        return call.with("Authorization", "token " + token).with("Accept", "application/json");
    }

    /** Of an answer that is a list. */
    static JsonNode items(JsonNode answer) throws DeliveryException {
        JsonNode items = answer.path("items");
        if (items.isArray()) {
            return items;
        }
        throw new DeliveryException(
                FailureCategory.UNAVAILABLE,
                "Request Tracker did not answer with a list: "
                        + answer.path("message").asText(),
                null);
    }

    static HttpAnswer good(HttpAnswer answer) throws DeliveryException {
        if (answer.isGood()) {
            return answer;
        }
        throw answer.failure(said(answer));
    }

    private static String said(HttpAnswer answer) {
        try {
            JsonNode message = JSON.readTree(answer.text()).path("message");
            return message.isMissingNode() ? "" : message.asText();
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }

    static JsonNode json(HttpAnswer answer) throws DeliveryException {
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException broken) {
            throw new DeliveryException(
                    FailureCategory.UNKNOWN_OUTCOME, "Request Tracker did not answer with JSON", broken);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
