package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rostrum.api.delivery.DeliveryException;

/** The opportunities of a simulated Tryton with all their revisions, and searches for them as Tryton understands them. */
final class OpportunityHistory {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter FIXED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn", Locale.ROOT);
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 5, 1, 12, 0);

    private final NavigableMap<Long, ObjectNode> there = new TreeMap<>();
    private final NavigableMap<Long, NavigableMap<LocalDateTime, ObjectNode>> revisions = new TreeMap<>();
    private final Set<Long> hidden = new HashSet<>();
    private LocalDateTime now = NOON;
    private long made;

    synchronized long make(ObjectNode opportunity, int user) {
        made++;
        tick();
        there.put(
                made,
                opportunity
                        .put("id", made)
                        .put("state", "lead")
                        .put("create_uid", user)
                        .set("create_date", Moments.json(now)));
        keep(made, now);
        return made;
    }

    /** Somebody changes some in one transaction. */
    synchronized void change(List<Long> ids, Map<String, String> values) {
        tick();
        changeAt(ids, values, now);
    }

    /** The same, in a transaction that began some time ago. */
    synchronized void changeLate(long id, Map<String, String> values, Duration ago) {
        changeAt(List.of(id), values, now.minus(ago));
    }

    private void changeAt(List<Long> ids, Map<String, String> values, LocalDateTime moment) {
        for (Long id : ids) {
            ObjectNode one = one(id);
            values.forEach(one::put);
            one.set("write_date", Moments.json(moment));
            keep(id, moment);
        }
    }

    synchronized void changeAmount(long id, String amount) {
        tick();
        one(id).putObject("amount").put("__class__", "Decimal").put("decimal", amount);
        changeAt(List.of(id), Map.of(), now);
    }

    synchronized void delete(long id) {
        tick();
        hidden.remove(id);
        changeAt(List.of(id), Map.of("state", "cancelled"), now);
        there.remove(id);
    }

    /** The user may not see it any more, nor how it was. */
    synchronized void hide(long id) {
        hidden.add(id);
    }

    /** So much time passes, and nothing happens. */
    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    private void tick() {
        now = now.plusSeconds(1).plusNanos(1000);
    }

    private ObjectNode one(long id) {
        return Objects.requireNonNull(there.get(id), "no opportunity of that id");
    }

    private void keep(long id, LocalDateTime moment) {
        revisions.computeIfAbsent(id, key -> new TreeMap<>()).put(moment, one(id).deepCopy());
    }

    synchronized List<ObjectNode> all() {
        return List.copyOf(there.values());
    }

    synchronized ArrayNode read(JsonNode parameters) {
        ArrayNode found = JSON.arrayNode();
        for (ObjectNode one : found(parameters)) {
            ObjectNode row = found.addObject().put("id", one.path("id").asLong());
            parameters
                    .path(4)
                    .forEach(field ->
                            row.set(field.asText(), one.path(field.asText()).deepCopy()));
        }
        return found;
    }

    synchronized ArrayNode search(JsonNode parameters) {
        ArrayNode found = JSON.arrayNode();
        found(parameters).forEach(one -> found.add(one.path("id").asLong()));
        return found;
    }

    private List<ObjectNode> found(JsonNode parameters) {
        Comparator<ObjectNode> order = null;
        for (JsonNode part : parameters.path(3)) {
            Comparator<ObjectNode> by =
                    Comparator.comparing(one -> comparable(one.path(part.path(0).asText())));
            by = part.path(1).asText().equals("DESC") ? by.reversed() : by;
            order = order == null ? by : order.thenComparing(by);
        }
        List<ObjectNode> found = new ArrayList<>(there.values());
        found.removeIf(one -> hidden.contains(one.path("id").asLong()) || !fits(one, parameters.path(0)));
        if (order != null) {
            found.sort(order);
        }
        return found.subList(0, Math.min(found.size(), parameters.path(2).asInt()));
    }

    private static boolean fits(ObjectNode one, JsonNode domain) {
        if (domain.path(0).isTextual() && !domain.path(0).asText().equals("OR")) {
            return holds(one.path(domain.path(0).asText()), domain.path(1).asText(), domain.path(2));
        }
        boolean any = domain.path(0).asText().equals("OR");
        for (JsonNode part : domain) {
            if (!part.isTextual() && fits(one, part) == any) {
                return any;
            }
        }
        return !any;
    }

    private static boolean holds(JsonNode value, String operator, JsonNode wanted) {
        switch (operator) {
            case "like":
                return value.asText().startsWith(wanted.asText().replace("%", ""));
            case "in":
                for (JsonNode one : wanted) {
                    if (comparable(one).equals(comparable(value))) {
                        return true;
                    }
                }
                return false;
            default:
                int compared = comparable(value).compareTo(comparable(wanted));
                return switch (operator) {
                    case "=" -> compared == 0;
                    case "!=" -> compared != 0;
                    case ">" -> compared > 0;
                    case ">=" -> compared >= 0 && !value.isMissingNode();
                    default -> throw new IllegalArgumentException(operator);
                };
        }
    }

    /** Texts that compare as the values do. */
    private static String comparable(JsonNode value) {
        if (value.path("__class__").asText().equals("datetime")) {
            return FIXED.format(moment(value));
        }
        return value.isIntegralNumber() ? String.format("%019d", value.asLong()) : value.asText("");
    }

    private static LocalDateTime moment(JsonNode json) {
        try {
            return Moments.of(json);
        } catch (DeliveryException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    synchronized ArrayNode revisions(JsonNode ids) {
        ArrayNode all = JSON.arrayNode();
        for (JsonNode id : ids) {
            revisions.getOrDefault(id.asLong(), new TreeMap<>()).keySet().forEach(moment -> all.addArray()
                    .add(Moments.json(moment))
                    .add(id.asLong())
                    .add("Somebody"));
        }
        return all;
    }

    synchronized Optional<ObjectNode> version(long id, JsonNode at) {
        if (hidden.contains(id)) {
            return Optional.empty();
        }
        return Optional.ofNullable(revisions.getOrDefault(id, new TreeMap<>()).floorEntry(moment(at)))
                .map(Map.Entry::getValue);
    }
}
