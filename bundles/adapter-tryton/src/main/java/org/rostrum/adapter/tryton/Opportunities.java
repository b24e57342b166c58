package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/**
 * Asks Tryton for opportunities of ours: those that the user has made and that have the key of a lead as their reference. Tryton keeps
 * each of their revisions, by the moment of its transaction, those of deleted ones as well.
 */
final class Opportunities {
    private static final String MODEL = "model.sale.opportunity.";
    private static final String OURS = "lead/";
    private static final int MADE = 1000;

    private final TrytonSession session;

    Opportunities(TrytonSession session) {
        this.session = session;
    }

    /** One as it is, as far as it must be known to find out more. */
    record Row(long id, String state, LocalDateTime moment) {
        Position.Spot spot() {
            return new Position.Spot(moment, id);
        }
    }

    /** Those that were changed since they were made, in the order of moment and id. */
    List<Row> changed(Workplace.Place place, @Nullable LocalDateTime from, Position.@Nullable Spot behind, int most)
            throws DeliveryException {
        ArrayNode domain = ours(place);
        if (from == null) {
            domain.addArray().add("write_date").add("!=").addNull();
        } else {
            domain.addArray().add("write_date").add(">=").add(Moments.json(from));
        }
        if (behind != null) {
            ArrayNode either = domain.addArray().add("OR");
            either.addArray().add("write_date").add(">").add(Moments.json(behind.moment()));
            ArrayNode both = either.addArray();
            both.addArray().add("write_date").add("=").add(Moments.json(behind.moment()));
            both.addArray().add("id").add(">").add(behind.id());
        }
        return rows(place, domain, "write_date", most);
    }

    /** Those that were made since then, changed or not, and may be deleted. */
    List<Row> made(Workplace.Place place, @Nullable LocalDateTime from, Set<String> states) throws DeliveryException {
        List<Row> all = new ArrayList<>();
        List<Row> page;
        do {
            ArrayNode domain = ours(place);
            domain.addArray()
                    .add("id")
                    .add(">")
                    .add(all.isEmpty() ? 0 : all.get(all.size() - 1).id());
            ArrayNode wanted = domain.addArray().add("state").add("in").addArray();
            states.forEach(wanted::add);
            if (from != null) {
                domain.addArray().add("create_date").add(">=").add(Moments.json(from));
            }
            page = rows(place, domain, "create_date", MADE);
            all.addAll(page);
        } while (page.size() == MADE);
        return all;
    }

    private ArrayNode ours(Workplace.Place place) throws DeliveryException {
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        domain.addArray().add("company").add("=").add(place.company());
        domain.addArray().add("create_uid").add("=").add(session.userId());
        domain.addArray().add("reference").add("like").add(OURS + "%");
        return domain;
    }

    private List<Row> rows(Workplace.Place place, ArrayNode domain, String moment, int most) throws DeliveryException {
        ArrayNode parameters =
                TrytonSession.JSON.createArrayNode().add(domain).add(0).add(most);
        ArrayNode order = parameters.addArray();
        if (moment.equals("write_date")) {
            order.addArray().add(moment).add("ASC");
        }
        order.addArray().add("id").add("ASC");
        parameters.addArray().add("state").add(moment);
        List<Row> rows = new ArrayList<>();
        for (JsonNode one : session.ask(MODEL + "search_read", parameters.add(place.context()))) {
            rows.add(new Row(one.path("id").asLong(), one.path("state").asText(), Moments.of(one.path(moment))));
        }
        return rows;
    }

    /** Those of these that are there, whosever they are. */
    Set<Long> existing(Workplace.Place place, Collection<Long> ids) throws DeliveryException {
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        ArrayNode wanted = domain.addArray().add("id").add("in").addArray();
        ids.forEach(wanted::add);
        return ids(place, domain, ids.size(), "ASC");
    }

    /** The highest id of any of them that can be seen; 0 when there is none. */
    long highest(Workplace.Place place) throws DeliveryException {
        return ids(place, TrytonSession.JSON.createArrayNode(), 1, "DESC").stream()
                .findFirst()
                .orElse(0L);
    }

    private Set<Long> ids(Workplace.Place place, ArrayNode domain, int most, String direction)
            throws DeliveryException {
        ArrayNode parameters =
                TrytonSession.JSON.createArrayNode().add(domain).add(0).add(most);
        parameters.addArray().addArray().add("id").add(direction);
        Set<Long> found = new TreeSet<>();
        session.ask(MODEL + "search", parameters.add(place.context())).forEach(id -> found.add(id.asLong()));
        return found;
    }

    /** When each was made, changed and deleted, and by whom; of one that never was, nothing. */
    Map<Long, NavigableMap<LocalDateTime, String>> revisions(Workplace.Place place, Collection<Long> ids)
            throws DeliveryException {
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        ArrayNode wanted = parameters.addArray();
        ids.forEach(wanted::add);
        Map<Long, NavigableMap<LocalDateTime, String>> all = new HashMap<>();
        for (JsonNode one : session.ask(MODEL + "history_revisions", parameters.add(place.context()))) {
            all.computeIfAbsent(one.path(1).asLong(), id -> new TreeMap<>())
                    .put(Moments.of(one.path(0)), one.path(2).asText(""));
        }
        return all;
    }

    /** One as it was at a moment; of one that was deleted then, as it was before. Empty when the user may not see that. */
    Optional<Version> version(Workplace.Place place, long id, LocalDateTime at) throws DeliveryException {
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add(id);
        ArrayNode fields = parameters.addArray();
        Version.FIELDS.forEach(fields::add);
        ObjectNode then = place.context().deepCopy();
        then.set("_datetime", Moments.json(at));
        try {
            return Optional.of(Version.of(
                    session.askOrBeRefused(MODEL + "read", parameters.add(then)).path(0)));
        } catch (DeliveryException refused) {
            if (refused.category() == FailureCategory.REJECTED) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** What people see in place of the states; a state that is not among them is shown as it is. */
    Map<String, String> labels(Workplace.Place place) throws DeliveryException {
        ArrayNode parameters = TrytonSession.JSON.createArrayNode();
        parameters.addArray().add("state");
        JsonNode selection = session.ask(MODEL + "fields_get", parameters.add(place.context()))
                .path("state")
                .path("selection");
        Map<String, String> labels = new HashMap<>();
        for (JsonNode one : selection) {
            labels.put(one.path(0).asText(), one.path(1).asText());
        }
        return labels;
    }

    /** Whether the key of a lead is in it, and the user has made it. */
    boolean isOurs(Version version) throws DeliveryException {
        return version.key().startsWith(OURS) && version.maker() == session.userId();
    }
}
