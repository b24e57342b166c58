package org.rostrum.connector.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;
import org.rostrum.testkit.connector.NetworkSimulator.Request;

/** What all methods of the simulated API have in common: parameters, errors, and pages, whose tokens can be lost. */
final class SimulatedAnswers {
    static final ObjectMapper JSON = new ObjectMapper();

    private boolean lost;

    /** No page token that was given so far is known any more. */
    void lose() {
        lost = true;
    }

    static Reply error(int status, String reason, String message) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode error = body.putObject("error").put("code", status).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("message", message)
                .put("domain", "youtube.comment")
                .put("reason", reason);
        return Reply.json(status, body.toString());
    }

    static boolean isForm(Request request) {
        return request.method().equals("POST")
                && request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    /** Refuses what the method does not know, and what it needs and does not get; null when all is right. */
    static @Nullable Reply wrong(Request request, String needed, String... known) {
        List<String> all = new ArrayList<>(Arrays.asList(known));
        all.add(needed);
        for (String name : request.query().keySet()) {
            if (!all.contains(name)) {
                return error(400, "unexpectedParameter", "Unexpected parameter: " + name);
            }
        }
        return request.parameter(needed).isEmpty()
                ? error(400, "missingRequiredParameter", "No filter selected: " + needed)
                : null;
    }

    static boolean hasPart(Request request, String part) {
        return Arrays.asList(request.parameter("part").split(",", -1)).contains(part);
    }

    static ObjectNode answer(String kind) {
        ObjectNode answer = JSON.createObjectNode()
                .put("kind", "youtube#" + kind + "ListResponse")
                .put("etag", "e");
        answer.putObject("pageInfo");
        return answer;
    }

    static JsonNode body(Request request) throws JsonProcessingException {
        return request.header("content-type").orElse("").startsWith("application/json")
                ? JSON.readTree(request.text())
                : JSON.createObjectNode();
    }

    static Reply noPage() {
        return error(400, "invalidPageToken", "The request specifies an invalid page token.");
    }
    /** A page of a list that is newest first; null when the token of the page is none. */
    <T> @Nullable List<T> page(
            Request request,
            List<T> newestFirst,
            java.util.function.ToIntFunction<T> number,
            int most,
            ObjectNode answer) {
        int limit = Math.min(most, Integer.parseInt(request.query().getOrDefault("maxResults", "20")));
        int below = Integer.MAX_VALUE;
        String token = request.parameter("pageToken");
        if (!token.isEmpty()) {
            if (lost) {
                lost = false;
                return null;
            }
            try {
                below = Integer.parseInt(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
                        .replaceFirst("^below ", ""));
            } catch (IllegalArgumentException none) {
                return null;
            }
        }
        int last = below;
        List<T> left = newestFirst.stream()
                .filter(one -> number.applyAsInt(one) < last)
                .toList();
        List<T> page = left.subList(0, Math.min(limit, left.size()));
        if (left.size() > page.size()) {
            String next = "below " + number.applyAsInt(page.get(page.size() - 1));
            answer.put("nextPageToken", Base64.getUrlEncoder().encodeToString(next.getBytes(StandardCharsets.UTF_8)));
        }
        return page;
    }
}
