package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.api.engagement.Worth;
import org.rostrum.spi.cases.CaseNews;
import org.rostrum.spi.cases.CaseSource;
import org.rostrum.spi.cases.Fetched;
import org.rostrum.spi.cases.StageNames;

/**
 * What became of the opportunities that were made of leads: their states, why they were lost and what they are worth. They are told as
 * they are when Tryton is asked: of two changes between two questions, the later.
 */
final class OpportunityNews implements CaseSource {
    private static final int PAGE = 200;
    private static final int MOST = 1000;
    /** So many that are all gone at once were taken out of sight rather than deleted. */
    private static final int SUSPICIOUS = 3;

    private static final String MODEL = "sale.opportunity";
    private static final String OURS = "lead/%";
    private static final String[] FIELDS = {
        "reference",
        "state",
        "lost_reason",
        "amount",
        "company.currency.code",
        "write_date",
        "create_date",
        "write_uid.name"
    };

    private final TrytonSession session;
    private final Tryton tryton;
    private final StageNames stages;
    private final Duration interval;
    private final Clock clock;

    /** @throws IllegalArgumentException in words for people, naming the setting */
    OpportunityNews(TrytonSession session, Tryton tryton, TrytonConfig config, Clock clock) {
        this.session = session;
        this.tryton = tryton;
        this.clock = clock;
        try {
            this.stages = new StageNames(config.stages());
        } catch (IllegalArgumentException wrong) {
            throw Setting.wrong("stages", String.valueOf(wrong.getMessage()));
        }
        if (config.newsSeconds() < 5 || config.newsSeconds() > 86_400) {
            throw Setting.wrong("newsSeconds", config.newsSeconds() + " is not from 5 to 86400.");
        }
        this.interval = Duration.ofSeconds(config.newsSeconds());
    }

    @Override
    public String adapter() {
        return "tryton";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public synchronized Fetched fetch(@Nullable String cursor) throws DeliveryException {
        Watched watched = new Watched(cursor);
        Workplace.Place place = tryton.place();
        List<CaseNews> news = new ArrayList<>();
        Instant from = watched.from();
        boolean more = false;
        for (int offset = 0; ; offset += PAGE) {
            List<JsonNode> page = changed(place, from, offset);
            for (JsonNode one : page) {
                news(one, watched).ifPresent(news::add);
            }
            if (page.size() < PAGE) {
                break;
            }
            if (news.size() + PAGE > MOST) {
                more = true;
                break;
            }
        }
        if (!more) {
            news.addAll(gone(place, watched));
        }
        return new Fetched(news, watched.cursor(), more);
    }

    /** Those that were made or changed since, those that were changed first at the beginning. */
    private List<JsonNode> changed(Workplace.Place place, @Nullable Instant from, int offset) throws DeliveryException {
        ArrayNode domain = ours(place);
        if (from != null) {
            ArrayNode either = domain.addArray().add("OR");
            either.addArray().add("write_date").add(">=").add(moment(from));
            either.addArray().add("create_date").add(">=").add(moment(from));
        }
        ArrayNode parameters =
                TrytonSession.JSON.createArrayNode().add(domain).add(offset).add(PAGE);
        ArrayNode order = parameters.addArray();
        order.addArray().add("write_date").add("ASC NULLS FIRST");
        order.addArray().add("id").add("ASC");
        ArrayNode fields = parameters.addArray();
        for (String field : FIELDS) {
            fields.add(field);
        }
        List<JsonNode> found = new ArrayList<>();
        session.ask("model." + MODEL + ".search_read", parameters.add(place.context()))
                .forEach(found::add);
        return found;
    }

    private static ArrayNode ours(Workplace.Place place) {
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        domain.addArray().add("company").add("=").add(place.company());
        domain.addArray().add("reference").add("like").add(OURS);
        return domain;
    }

    private Optional<CaseNews> news(JsonNode one, Watched watched) throws DeliveryException {
        long id = one.path("id").asLong();
        String key = one.path("reference").asText();
        String state = one.path("state").asText();
        String reason = one.path("lost_reason").asText("");
        BigDecimal amount = amount(one.path("amount"));
        String print = Integer.toHexString((state + "\n" + reason + "\n" + (amount == null ? "" : amount)).hashCode());
        JsonNode written = one.path("write_date");
        boolean untouched = !written.isObject();
        Instant changed = moment(untouched ? one.path("create_date") : written);
        if (!watched.isNews(id, key, print, changed) || untouched) {
            // what was only made is as it was delivered
            return Optional.empty();
        }
        return Optional.of(new CaseNews(
                key,
                Long.toString(id),
                "opportunity/" + id + "/" + changed,
                changed,
                one.path("write_uid.").path("name").asText(""),
                CaseNews.Kind.STAGE,
                stages.of(state),
                state,
                state.equals("lost") ? reason : "",
                worth(
                        amount,
                        one.path("company.").path("currency.").path("code").asText(""))));
    }

    /** Those that were read and are not there any more. */
    private List<CaseNews> gone(Workplace.Place place, Watched watched) throws DeliveryException {
        List<Long> ids = watched.ids();
        if (ids.isEmpty()) {
            return List.of();
        }
        ArrayNode domain = TrytonSession.JSON.createArrayNode();
        ArrayNode wanted = domain.addArray().add("id").add("in").addArray();
        ids.forEach(wanted::add);
        ArrayNode parameters = TrytonSession.JSON
                .createArrayNode()
                .add(domain)
                .add(0)
                .add(ids.size())
                .addNull();
        Set<Long> there = new HashSet<>();
        session.ask("model." + MODEL + ".search", parameters.add(place.context()))
                .forEach(id -> there.add(id.asLong()));
        if (there.isEmpty() && ids.size() >= SUSPICIOUS) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE,
                    "Tryton shows none of the " + ids.size() + " opportunities any more that it showed before",
                    null);
        }
        List<CaseNews> gone = new ArrayList<>();
        for (Long id : ids) {
            Watched.Known known = there.contains(id) ? null : watched.forget(id);
            if (known != null) {
                gone.add(new CaseNews(
                        known.key(),
                        Long.toString(id),
                        "opportunity/" + id + "/deleted",
                        clock.instant(),
                        "",
                        CaseNews.Kind.STAGE,
                        CaseStage.DELETED,
                        "deleted",
                        "",
                        null));
            }
        }
        return gone;
    }

    private static @Nullable BigDecimal amount(JsonNode amount) throws DeliveryException {
        if (!amount.isObject()) {
            return null;
        }
        try {
            return new BigDecimal(amount.path("decimal").asText());
        } catch (NumberFormatException wrong) {
            throw unreadable("the amount " + amount, wrong);
        }
    }

    /** Null when there is none, or it has more decimals than money has here. */
    private static @Nullable Worth worth(@Nullable BigDecimal amount, String currency) {
        if (amount == null) {
            return null;
        }
        try {
            return new Worth(amount, currency);
        } catch (IllegalArgumentException unusual) {
            return null;
        }
    }

    private static ObjectNode moment(Instant at) {
        LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        return TrytonSession.JSON
                .createObjectNode()
                .put("__class__", "datetime")
                .put("year", time.getYear())
                .put("month", time.getMonthValue())
                .put("day", time.getDayOfMonth())
                .put("hour", time.getHour())
                .put("minute", time.getMinute())
                .put("second", time.getSecond())
                .put("microsecond", time.getNano() / 1000);
    }

    /** Without a zone, as Tryton keeps them in UTC. */
    private static Instant moment(JsonNode time) throws DeliveryException {
        try {
            return LocalDateTime.of(
                            time.path("year").asInt(),
                            time.path("month").asInt(),
                            time.path("day").asInt(),
                            time.path("hour").asInt(),
                            time.path("minute").asInt(),
                            time.path("second").asInt(),
                            time.path("microsecond").asInt() * 1000)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException wrong) {
            throw unreadable("the time " + time, wrong);
        }
    }

    private static DeliveryException unreadable(String what, Exception cause) {
        return new DeliveryException(FailureCategory.UNAVAILABLE, "Tryton gave an opportunity " + what, cause);
    }
}
