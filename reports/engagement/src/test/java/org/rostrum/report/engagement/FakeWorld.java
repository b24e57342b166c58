package org.rostrum.report.engagement;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.archive.EngagementFigures;
import org.rostrum.api.archive.HourlyCount;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.engagement.CaseFigures;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.spi.report.ReportContent;

/** Accounts and conversations in memory, summed up the way the API promises. */
final class FakeWorld implements EngagementFigures, CaseFigures {
    private record Talk(String account, String contact, List<Instant> inbound, List<Instant> outbound) {
        Instant began() {
            return inbound.get(0);
        }

        @Nullable
        Long responseSeconds() {
            return outbound.stream()
                    .filter(at -> at.isAfter(began()))
                    .min(Comparator.naturalOrder())
                    .map(at -> Duration.between(began(), at).toSeconds())
                    .orElse(null);
        }

        boolean open() {
            Instant last = inbound.get(inbound.size() - 1);
            return outbound.stream().noneMatch(at -> at.isAfter(last));
        }
    }

    private record Routed(String account, Instant at, CaseCounts what) {}

    private final Map<String, Account> accounts = new TreeMap<>();
    private final List<Routed> routed = new ArrayList<>();
    private boolean routes = true;
    private final List<Talk> talks = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-05T05:00:00Z");
    private Archive.@Nullable PastVerification verified;

    FakeWorld account(String id, @Nullable String parent, String name) {
        accounts.put(id, new Account(id, parent, name, ZoneOffset.UTC, now, 1));
        return this;
    }

    FakeWorld at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    FakeWorld verified(Archive.PastVerification verification) {
        verified = verification;
        return this;
    }

    FakeWorld talk(String account, String contact, List<Instant> inbound, List<Instant> outbound) {
        talks.add(new Talk(account, contact, inbound, outbound));
        return this;
    }

    /** A conversation of one question and, unless null, one answer. */
    FakeWorld talk(String account, String contact, String asked, @Nullable Duration answeredAfter) {
        Instant at = Instant.parse(asked);
        return talk(account, contact, List.of(at), answeredAfter == null ? List.of() : List.of(at.plus(answeredAfter)));
    }

    FakeWorld lead(String account, String at) {
        routed.add(new Routed(account, Instant.parse(at), new CaseCounts(1, 0)));
        return this;
    }

    FakeWorld ticket(String account, String at) {
        routed.add(new Routed(account, Instant.parse(at), new CaseCounts(0, 1)));
        return this;
    }

    /** As if there were no bundle that routes. */
    FakeWorld withoutRouting() {
        routes = false;
        return this;
    }

    /** Conversations as people have them: more by day than by night, few at weekends, most answered within hours. */
    FakeWorld chatter(String account, int count, Instant from, Instant to, long seed) {
        Random random = new Random(seed);
        long span = Duration.between(from, to).toSeconds();
        double pace = 0.3 + random.nextDouble() * 3;
        for (int made = 0; made < count; ) {
            Instant at = from.plusSeconds((long) (random.nextDouble() * span));
            int hour = at.atZone(ZoneOffset.UTC).getHour();
            int day = at.atZone(ZoneOffset.UTC).getDayOfWeek().getValue();
            double likely = Math.exp(-Math.pow((hour - 14) / 5.0, 2)) * (day > 5 ? 0.35 : 1) + 0.05;
            if (random.nextDouble() > likely) {
                continue;
            }
            made++;
            if (made % 9 == 0) {
                lead(account, at.toString());
            } else if (made % 3 == 0) {
                ticket(account, at.toString());
            }
            List<Instant> in = new ArrayList<>(List.of(at));
            List<Instant> out = new ArrayList<>();
            if (random.nextDouble() < 0.88) {
                long wait = (long) (Math.exp(random.nextGaussian() * 1.4) * 3600 * pace) + 20;
                out.add(at.plusSeconds(wait));
                if (random.nextDouble() < 0.4) {
                    in.add(at.plusSeconds(wait + 400));
                    if (random.nextDouble() < 0.7) {
                        out.add(at.plusSeconds(wait + 2000));
                    }
                }
            }
            talk(account, "p" + random.nextInt(count * 2 + 1), in, out);
        }
        return this;
    }

    ReportContent report(@Nullable String account, Period period, String locale) {
        return pack().prepare(new ReportRequest(
                "engagement", account, period, Locale.forLanguageTag(locale), Set.of(ReportFormat.PDF)));
    }

    Engagement engagement(@Nullable String account, Period period) {
        return new Collector(accountService(), this, archive(), routes ? this : null, clock())
                .collect(account, period, null);
    }

    EngagementReport pack() {
        return new EngagementReport(accountService(), this, archive(), routes ? this : null, clock());
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    /** From the day of the first message to the day of the last one. */
    Period all(ZoneId zone) {
        ArchiveTotals totals = totals();
        Instant first = java.util.Objects.requireNonNull(totals.first());
        Instant last = java.util.Objects.requireNonNull(totals.last());
        return new Period(
                first.atZone(zone).toLocalDate(),
                last.atZone(zone).toLocalDate().plusDays(1),
                zone);
    }

    private ArchiveTotals totals() {
        long in = talks.stream().mapToLong(talk -> talk.inbound().size()).sum();
        long out = talks.stream().mapToLong(talk -> talk.outbound().size()).sum();
        TreeSet<Instant> times = new TreeSet<>();
        talks.forEach(talk -> {
            times.addAll(talk.inbound());
            times.addAll(talk.outbound());
        });
        Set<String> people = new HashSet<>();
        talks.forEach(talk -> people.add(talk.contact()));
        return new ArchiveTotals(
                in + out,
                in,
                out,
                talks.size(),
                people.size(),
                times.isEmpty() ? null : times.first(),
                times.isEmpty() ? null : times.last(),
                times.isEmpty() ? null : now);
    }

    private AccountService accountService() {
        return proxy(AccountService.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "find" -> Optional.ofNullable(accounts.get((String) arguments[0]));
            case "list" -> new CursorPage<>(List.copyOf(accounts.values()), null);
            case "subtree" -> subtree((String) arguments[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Set<String> subtree(String top) {
        Set<String> found = new TreeSet<>(Set.of(top));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Account account : accounts.values()) {
                if (account.parentId() != null && found.contains(account.parentId())) {
                    grew |= found.add(account.id());
                }
            }
        }
        return found;
    }

    private Archive archive() {
        return proxy(Archive.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "totals" -> totals();
            case "lastVerification" -> Optional.ofNullable(verified);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public void hourly(Set<String> accountIds, Instant from, Instant to, Consumer<HourlyCount> consumer) {
        Map<String, Long> counts = new TreeMap<>();
        for (Talk talk : talks) {
            if (accountIds.contains(talk.account())) {
                talk.inbound().forEach(at -> counts.merge(key(talk, Direction.INBOUND, at), 1L, Long::sum));
                talk.outbound().forEach(at -> counts.merge(key(talk, Direction.OUTBOUND, at), 1L, Long::sum));
            }
        }
        counts.forEach((key, count) -> {
            String[] parts = key.split("\\|", -1);
            Instant hour = Instant.parse(parts[0]);
            if (!hour.isBefore(from) && hour.isBefore(to)) {
                consumer.accept(new HourlyCount(
                        parts[1], "channel", Direction.valueOf(parts[2]), ActivityKind.POST, hour, count));
            }
        });
    }

    private static String key(Talk talk, Direction direction, Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS) + "|" + talk.account() + "|" + direction;
    }

    @Override
    public ResponseFigures responses(Set<String> accountIds, Instant from, Instant to) {
        return figures(talk -> accountIds.contains(talk.account()), from, to);
    }

    @Override
    public Map<String, ResponseFigures> responsesByAccount(Set<String> accountIds, Instant from, Instant to) {
        Map<String, ResponseFigures> found = new HashMap<>();
        for (String id : accountIds) {
            ResponseFigures figures = figures(talk -> talk.account().equals(id), from, to);
            if (figures.conversations() > 0) {
                found.put(id, figures);
            }
        }
        return found;
    }

    private ResponseFigures figures(Predicate<Talk> which, Instant from, Instant to) {
        List<Talk> begun = talks.stream()
                .filter(which)
                .filter(talk -> !talk.began().isBefore(from) && talk.began().isBefore(to))
                .toList();
        List<Long> times = new ArrayList<>();
        begun.forEach(talk -> {
            Long seconds = talk.responseSeconds();
            if (seconds != null) {
                times.add(seconds);
            }
        });
        times.sort(Comparator.naturalOrder());
        return new ResponseFigures(begun.size(), times.size(), percentile(times, 0.5), percentile(times, 0.9));
    }

    private static @Nullable Long percentile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    @Override
    public Map<String, CaseCounts> casesByAccount(Set<String> accountIds, Instant from, Instant to) {
        Map<String, CaseCounts> found = new HashMap<>();
        routed.stream()
                .filter(one -> accountIds.contains(one.account()))
                .filter(one -> !one.at().isBefore(from) && one.at().isBefore(to))
                .forEach(one -> found.merge(one.account(), one.what(), CaseCounts::plus));
        return found;
    }

    @Override
    public Map<String, Long> openConversations(Set<String> accountIds) {
        Map<String, Long> open = new HashMap<>();
        talks.stream()
                .filter(talk -> accountIds.contains(talk.account()) && talk.open())
                .forEach(talk -> open.merge(talk.account(), 1L, Long::sum));
        return open;
    }

    @Override
    public Map<String, Long> contacts(Set<String> accountIds, Instant from, Instant to) {
        Map<String, Set<String>> people = new HashMap<>();
        for (Talk talk : talks) {
            boolean spoke = talk.inbound().stream().anyMatch(at -> !at.isBefore(from) && at.isBefore(to));
            if (accountIds.contains(talk.account()) && spoke) {
                people.computeIfAbsent(talk.account(), id -> new HashSet<>()).add(talk.contact());
            }
        }
        Map<String, Long> counts = new HashMap<>();
        people.forEach((id, who) -> counts.put(id, (long) who.size()));
        return counts;
    }
}
