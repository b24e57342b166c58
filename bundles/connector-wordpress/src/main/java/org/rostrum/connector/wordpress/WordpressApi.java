package org.rostrum.connector.wordpress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/** Calls of the REST interface as the account: JSON in and out, failures in the words of the site. */
final class WordpressApi {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Times without their seconds are refused. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private static final Set<Integer> NOT_THERE = Set.of(404, 410);

    private final HttpClient http;
    private final HttpClient uploads;
    private final WordpressSettings settings;
    private final Site site;

    /**
     * @param pages follows redirects
     * @param uploads waits for longer
     */
    WordpressApi(HttpClient http, HttpClient pages, HttpClient uploads, WordpressSettings settings, Clock clock) {
        this.http = http;
        this.uploads = uploads;
        this.settings = settings;
        this.site = new Site(pages, settings, this::exchange, clock);
    }

    /** What came, which is missing when it was not JSON. */
    record Answer(HttpCall call, HttpAnswer http, JsonNode body) {
        /** WordPress's own word for what is wrong; empty when it is not WordPress that speaks. */
        String code() {
            return body.isObject() ? body.path("code").asText("") : "";
        }

        /** The thing that was asked for, not the way to it, is not there. */
        boolean isNotThere() {
            return NOT_THERE.contains(http.status()) && code().startsWith("rest_") && !code().equals("rest_no_route");
        }
    }

    /**
     * One page of a list.
     *
     * @param total of the whole list; -1 when the site does not say
     */
    record Part(List<JsonNode> items, long total) {}

    Site.Interface site() throws DeliveryException {
        return site.known();
    }

    /** Asks anew where the interface is. */
    Site.Interface look() throws DeliveryException {
        site.forget();
        return site.known();
    }

    private URI address(String route, Map<String, ? extends @Nullable Object> parameters) throws DeliveryException {
        List<String> encoded = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (value != null) {
                String text = value instanceof LocalDateTime time ? TIME.format(time) : String.valueOf(value);
                encoded.add(HttpCall.encode(name) + "=" + HttpCall.encode(text));
            }
        });
        return Site.address(site.known().root(), "/wp/v2/" + route, encoded);
    }

    Part list(String route, Map<String, ? extends @Nullable Object> parameters) throws DeliveryException {
        Answer answer = send(HttpCall.get(address(route, parameters)), http);
        Refusals.require(answer, answer.body.isArray());
        List<JsonNode> items = new ArrayList<>();
        answer.body.forEach(items::add);
        return new Part(items, total(answer.http));
    }

    JsonNode object(String route, Map<String, ? extends @Nullable Object> parameters) throws DeliveryException {
        Answer answer = send(HttpCall.get(address(route, parameters)), http);
        Refusals.require(answer, answer.body.isObject());
        return answer.body;
    }

    /** Empty when the site says that there is none. */
    Optional<JsonNode> find(String route, Map<String, ? extends @Nullable Object> parameters) throws DeliveryException {
        Answer answer = exchange(HttpCall.get(address(route, parameters)));
        return answer.isNotThere() ? Optional.empty() : Optional.of(object(answer));
    }

    /** Makes or changes something. */
    JsonNode write(String route, JsonNode content) throws DeliveryException {
        Answer answer = send(HttpCall.post(address(route, Map.of()), HttpBody.json(content.toString())), http);
        return object(answer);
    }

    /** Deletes for good; quiet when it is not there. */
    void delete(String route) throws DeliveryException {
        Answer answer = exchange(HttpCall.delete(address(route, Map.of("force", true))));
        if (!answer.isNotThere()) {
            good(answer);
        }
    }

    /** Brings a file, in a way that may be repeated: therefore a missing answer leaves no doubt behind. */
    JsonNode upload(Map<String, ?> parameters, HttpBody file, Map<String, String> headers) throws DeliveryException {
        HttpCall call = HttpCall.post(address("media", parameters), file).asSafe();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            call = call.with(header.getKey(), header.getValue());
        }
        return object(send(call, uploads));
    }

    private JsonNode object(Answer answer) throws DeliveryException {
        good(answer);
        Refusals.require(answer, answer.body.isObject());
        return answer.body;
    }

    private Answer send(HttpCall call, HttpClient by) throws DeliveryException {
        return good(exchange(call, by));
    }

    private Answer good(Answer answer) throws DeliveryException {
        int status = answer.http.status();
        if (answer.code().isEmpty() && (status == 404 || (status >= 300 && status < 400))) {
            // it stood there before
            site.forget();
        }
        return Refusals.good(answer);
    }

    private Answer exchange(HttpCall call) throws DeliveryException {
        return exchange(call, http);
    }

    private Answer exchange(HttpCall call, HttpClient by) throws DeliveryException {
        HttpAnswer answer =
                by.send(call.with("Authorization", settings.authorization()).with("Accept", "application/json"));
        return new Answer(call, answer, read(answer));
    }

    private static JsonNode read(HttpAnswer answer) {
        try {
            String text = answer.text();
            return JSON.readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (JsonProcessingException noJson) {
            // a message of it would quote what came
            return MissingNode.getInstance();
        }
    }

    private static long total(HttpAnswer answer) {
        try {
            return answer.header("X-WP-Total")
                    .map(text -> Long.parseLong(text.strip()))
                    .orElse(-1L);
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    /** A field with a time in UTC ({@code date_gmt}, {@code modified_gmt}); null when it has none. */
    static @Nullable Instant time(JsonNode thing, String field) {
        try {
            return LocalDateTime.parse(thing.path(field).asText("")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
