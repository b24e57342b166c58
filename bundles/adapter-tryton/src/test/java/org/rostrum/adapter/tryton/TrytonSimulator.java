package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.rostrum.testkit.connector.NetworkSimulator;

/** Answers as Tryton 6.0.29 did to the same calls ({@code RealTrytonTest} compares). */
final class TrytonSimulator extends NetworkSimulator {
    static final String DATABASE = "crm";
    static final String USER = "rostrum";
    /** Its id. */
    static final int OURS = 3;

    static final String PASSWORD = "a-password-of-the-simulator";
    private static final String SESSION = "5e551015e551015e55101";
    private static final String NOT_ALLOWED =
            "{\"id\":1,\"error\":[\"UserError\",[\"You are not allowed to access \\\"Sale Opportunity\\\".\",\"\",null]]}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<JsonNode> parties = new ArrayList<>();
    private final OpportunityHistory opportunities = new OpportunityHistory();
    private boolean revoked;
    private boolean allowed = true;
    private int logins;
    private String next = "";

    TrytonSimulator() throws IOException {}

    @Override
    protected Reply reply(Request request) {
        if (!request.path().equals("/" + DATABASE + "/")) {
            return Reply.of(404, "text/html", "<!doctype html>\n<title>404 Not Found</title>");
        }
        JsonNode call = read(request);
        JsonNode parameters = call.path("params");
        String method = call.path("method").asText();
        if (method.equals("common.db.login")) {
            return login(parameters);
        }
        if (revoked || !request.header("Authorization").orElse("").equals(authorization())) {
            return Reply.of(401, "text/html", "");
        }
        return switch (method) {
            case "model.res.user.get_preferences" -> result(
                    "{\"company_filter\":\"one\",\"company\":3,\"companies\":[3],\"language\":\"en\"}");
            case "model.ir.model.search_read" -> result("[{\"id\":285,\"model\":\"sale.opportunity\"}]");
            case "model.ir.model.access.get_access" -> result(
                    allowed
                            ? "{\"party.party\":{\"read\":true,\"create\":true},\"sale.opportunity\":{\"read\":1,\"create\":1}}"
                            : "{\"party.party\":{\"read\":true,\"create\":true},\"sale.opportunity\":{\"read\":0,\"create\":0}}");
            case "model.company.company.search_read" -> result(
                    wanted(parameters, "party.name").equals("Nobody Ltd")
                            ? "[]"
                            : "[{\"id\":3,\"currency.\":{\"code\":\"EUR\",\"digits\":2,\"id\":3}}]");
            case "model.company.employee.search_read" -> result(
                    wanted(parameters, "party.name").equals("Ada Sales") ? "[{\"id\":5,\"company\":3}]" : "[]");
            case "model.party.party.search_read" -> result(
                    found(parties, parameters, wanted(parameters, "id").isEmpty() ? "code" : "id", "replaced_by"));
            case "model.party.party.create" -> party(parameters);
            case "model.sale.opportunity.search_read" -> allowed
                    ? result(opportunities.read(parameters).toString())
                    : Reply.json(200, NOT_ALLOWED);
            case "model.sale.opportunity.search" -> result(
                    opportunities.search(parameters).toString());
            case "model.sale.opportunity.history_revisions" -> result(
                    opportunities.revisions(parameters.path(0)).toString());
            case "model.sale.opportunity.read" -> version(parameters);
            case "model.sale.opportunity.fields_get" -> result(
                    "{\"state\":{\"selection\":[[\"lead\",\"Lead\"],[\"opportunity\",\"Opportunity\"],[\"converted\","
                            + "\"Converted\"],[\"won\",\"Won\"],[\"cancelled\",\"Cancelled\"],[\"lost\",\"Lost\"]]}}");
            case "model.sale.opportunity.create" -> opportunity(parameters);
            default -> Reply.json(200, "{\"id\":1,\"error\":[\"'nosuch'\",\"\"]}");
        };
    }

    private Reply login(JsonNode parameters) {
        boolean right = parameters.path(0).asText().equals(USER)
                && parameters.path(1).path("password").asText().equals(PASSWORD);
        if (revoked || !right) {
            return Reply.of(401, "text/html", "<!doctype html>\n<title>401 Unauthorized</title>");
        }
        logins++;
        return result("[3,\"" + SESSION + logins + "\"]");
    }

    private String authorization() {
        return "Session "
                + Base64.getEncoder()
                        .encodeToString((USER + ":3:" + SESSION + logins).getBytes(StandardCharsets.UTF_8));
    }

    /** What a search asks of a field. */
    private static String wanted(JsonNode parameters, String field) {
        for (JsonNode clause : parameters.path(0)) {
            if (clause.path(0).asText().equals(field)) {
                return clause.path(2).asText();
            }
        }
        return "";
    }

    private static String found(List<JsonNode> records, JsonNode parameters, String field, String told) {
        String value = wanted(parameters, field);
        boolean all = !parameters.path(5).path("active_test").asBoolean(true);
        for (JsonNode one : records) {
            if (one.path(field).asText().equals(value)
                    && (all || one.path("active").asBoolean(true))) {
                ObjectNode answer =
                        JSON.createObjectNode().put("id", one.path("id").asLong());
                answer.set(told, one.path(told));
                return "[" + answer + "]";
            }
        }
        return "[]";
    }

    private synchronized Reply party(JsonNode parameters) {
        ObjectNode party = parameters.path(0).path(0).deepCopy();
        if (parties.stream().anyMatch(one -> one.path("code").equals(party.path("code")))) {
            return refused("The code on party must be unique.");
        }
        parties.add(party.put("id", parties.size() + 1).putNull("replaced_by").put("active", true));
        return result("[" + parties.size() + "]");
    }

    private synchronized Reply opportunity(JsonNode parameters) {
        if (!next.isEmpty()) {
            String answer = next;
            next = "";
            return Reply.json(200, answer);
        }
        ObjectNode opportunity = parameters.path(0).path(0).deepCopy();
        if (!allowed) {
            return Reply.json(200, NOT_ALLOWED);
        }
        if (opportunity.path("description").asText().contains("\n")) {
            return refused("The value for field \"Description\" in \"Sale Opportunity\" contains some invalid chars.");
        }
        if (opportunity.path("comment").asText().contains("a word that a module forbids")) {
            return refused("The comment is not valid according to its domain.");
        }
        return result("[" + opportunities.make(opportunity, OURS) + "]");
    }

    private Reply version(JsonNode parameters) {
        return opportunities
                .version(parameters.path(0).path(0).asLong(), parameters.path(2).path("_datetime"))
                .map(found -> result("[" + found + "]"))
                .orElseGet(() -> refused("You are trying to read records that don't exist anymore."));
    }

    /** What people do with them. */
    OpportunityHistory opportunities() {
        return opportunities;
    }

    private static Reply result(String json) {
        return Reply.json(200, "{\"id\":1,\"result\":" + json + "}");
    }

    private static Reply refused(String why) {
        ObjectNode answer = JSON.createObjectNode().put("id", 1);
        answer.putArray("error").add("UserError").addArray().add(why).add("").addNull();
        return Reply.json(200, answer.toString());
    }

    private static JsonNode read(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    protected boolean publishes(Request request) {
        return request.text().contains("model.sale.opportunity.create");
    }

    @Override
    public String say(String text) {
        throw new UnsupportedOperationException("Nobody speaks here.");
    }

    @Override
    public synchronized List<Said> said() {
        return opportunities.all().stream()
                .map(one ->
                        new Said(one.path("id").asText(), one.path("comment").asText(), null))
                .toList();
    }

    synchronized JsonNode opportunity(int number) {
        return opportunities.all().get(number - 1);
    }

    synchronized List<JsonNode> parties() {
        return List.copyOf(parties);
    }

    /** As people do who find out that two parties are one. */
    synchronized void replace(int party, int by) {
        ((ObjectNode) parties.get(party - 1)).put("replaced_by", by).put("active", false);
    }

    /** The next opportunity is not made, but answered so. */
    synchronized void answer(String json) {
        next = json;
    }

    /** The session ends, as those do that nobody used. */
    synchronized void endSession() {
        logins++;
    }

    synchronized int logins() {
        return logins;
    }

    /** The user's right to opportunities. */
    synchronized void allow(boolean right) {
        allowed = right;
    }

    @Override
    public void revoke() {
        revoked = true;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(PASSWORD, SESSION);
    }
}
