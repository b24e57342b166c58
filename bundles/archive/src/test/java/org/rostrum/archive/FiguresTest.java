package org.rostrum.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.EngagementFigures;
import org.rostrum.api.archive.HourlyCount;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.data.Database;

/** The figures against ones computed from the activities in the most direct way, for many periods. */
class FiguresTest {
    private static final Instant START = Instant.parse("2025-11-03T07:13:11Z");
    private static final int DAYS = 150;

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void figures_areThoseOfTheActivities_inEveryPeriod(Database.Engine engine) {
        Random random = new Random(3);
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            fixture.append(entries(random, 1200), 83);
            List<ArchivedActivity> all = fixture.all();
            List<Conversation> conversations = fixture.conversations();
            Set<String> accounts = Set.of("account-0", "account-1", "account-2", "nobody");

            assertThat(fixture.figures.openConversations(accounts))
                    .isEqualTo(new TreeMap<>(conversations.stream()
                            .filter(Conversation::open)
                            .collect(Collectors.groupingBy(Conversation::accountId, Collectors.counting()))));
            for (Period period : periods(random)) {
                Set<String> some = random.nextBoolean() ? accounts : Set.of("account-1");
                List<ArchivedActivity> inside = all.stream()
                        .filter(one -> some.contains(one.accountId()))
                        .toList();
                assertThat(hourly(fixture, some, period)).as("%s", period).isEqualTo(hourly(inside, period));
                for (List<Instant> edges : cut(random, period)) {
                    for (String zone : ZONES) {
                        ZoneId id = zone.isEmpty() ? null : ZoneId.of(zone);
                        assertThat(fixture.figures.volumes(some, edges, id))
                                .as("%s %s", edges, zone)
                                .isEqualTo(new HoursOnly(fixture).volumes(some, edges, id));
                    }
                }
                assertThat(fixture.figures.responseSummary(some, period.from, period.to))
                        .isEqualTo(new HoursOnly(fixture).responseSummary(some, period.from, period.to));
                assertThat(fixture.figures.contactSummary(some, period.from, period.to))
                        .isEqualTo(new HoursOnly(fixture).contactSummary(some, period.from, period.to));
                assertThat(fixture.figures.contacts(some, period.from, period.to))
                        .as("%s", period)
                        .isEqualTo(contacts(inside, period));
                assertThat(fixture.figures.contactsTogether(some, period.from, period.to))
                        .as("%s", period)
                        .isEqualTo(inside.stream()
                                .filter(one -> one.activity().direction() == Direction.INBOUND
                                        && period.holds(one.activity().published()))
                                .map(one -> one.activity().actor().networkId())
                                .distinct()
                                .count());
                assertThat(fixture.figures.responses(some, period.from, period.to))
                        .as("%s", period)
                        .isEqualTo(responses(conversations, some, period));
                Map<String, ResponseFigures> byAccount = new TreeMap<>();
                for (String account : some) {
                    ResponseFigures figures = responses(conversations, Set.of(account), period);
                    if (figures.conversations() > 0) {
                        byAccount.put(account, figures);
                    }
                }
                assertThat(fixture.figures.responsesByAccount(some, period.from, period.to))
                        .as("%s", period)
                        .isEqualTo(byAccount);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void figures_ofAnEmptyArchive_areEmpty(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            Set<String> accounts = Set.of("account-0");
            assertThat(fixture.figures.responses(accounts, Instant.MIN, Instant.MAX))
                    .isEqualTo(new ResponseFigures(0, 0, null, null));
            assertThat(fixture.figures.responses(Set.of(), START, START.plusSeconds(9)))
                    .isEqualTo(new ResponseFigures(0, 0, null, null));
            assertThat(fixture.figures.responsesByAccount(accounts, Instant.MIN, Instant.MAX))
                    .isEmpty();
            assertThat(fixture.figures.contacts(accounts, Instant.MIN, Instant.MAX))
                    .isEmpty();
            assertThat(fixture.figures.openConversations(accounts)).isEmpty();
            assertThat(hourly(fixture, accounts, new Period(Instant.MIN, Instant.MAX)))
                    .isEmpty();
        }
    }

    private static final List<String> ZONES =
            List.of("", "UTC", "Europe/Warsaw", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe");

    /** Knows only the operations that others can be put together from, as the API itself does. */
    private record HoursOnly(ArchiveFixture fixture) implements EngagementFigures {
        @Override
        public void hourly(Set<String> accountIds, Instant from, Instant to, Consumer<HourlyCount> consumer) {
            fixture.figures.hourly(accountIds, from, to, consumer);
        }

        @Override
        public ResponseFigures responses(Set<String> accountIds, Instant from, Instant to) {
            return fixture.figures.responses(accountIds, from, to);
        }

        @Override
        public Map<String, ResponseFigures> responsesByAccount(Set<String> accountIds, Instant from, Instant to) {
            return fixture.figures.responsesByAccount(accountIds, from, to);
        }

        @Override
        public Map<String, Long> openConversations(Set<String> accountIds) {
            return fixture.figures.openConversations(accountIds);
        }

        @Override
        public Map<String, Long> contacts(Set<String> accountIds, Instant from, Instant to) {
            return fixture.figures.contacts(accountIds, from, to);
        }

        @Override
        public long contactsTogether(Set<String> accountIds, Instant from, Instant to) {
            return fixture.figures.contactsTogether(accountIds, from, to);
        }
    }

    /** The period as one piece, in days or months of a zone, and anyhow. */
    private static List<List<Instant>> cut(Random random, Period period) {
        List<List<Instant>> all = new ArrayList<>();
        all.add(List.of(period.from, period.to));
        if (period.from.isBefore(START.minus(Duration.ofDays(1)))) {
            return all;
        }
        ZoneId zone = ZoneId.of(ZONES.get(1 + random.nextInt(ZONES.size() - 1)));
        List<Instant> days = new ArrayList<>();
        List<Instant> months = new ArrayList<>();
        for (ZonedDateTime day = period.from.atZone(zone);
                day.toInstant().isBefore(period.to);
                day = day.truncatedTo(ChronoUnit.DAYS).plusDays(1)) {
            days.add(day.toInstant());
            if (months.isEmpty() || day.getDayOfMonth() == 1) {
                months.add(day.toInstant());
            }
        }
        for (List<Instant> starts : List.of(days, months)) {
            if (!starts.isEmpty()) {
                starts.add(period.to);
                all.add(starts);
            }
        }
        TreeSet<Instant> anyhow = new TreeSet<>(List.of(period.from, period.to));
        for (int i = 0; i < 5 && period.from.isBefore(period.to); i++) {
            anyhow.add(period.from.plusSeconds((long) (random.nextDouble()
                    * Duration.between(period.from, period.to).toSeconds())));
        }
        all.add(List.copyOf(anyhow));
        return all.stream().filter(edges -> edges.size() > 1).toList();
    }

    private record Period(Instant from, Instant to) {
        boolean holds(@Nullable Instant time) {
            return time != null && !time.isBefore(from) && time.isBefore(to);
        }
    }

    private static List<Period> periods(Random random) {
        Instant midnight = START.truncatedTo(ChronoUnit.DAYS);
        List<Period> periods = new ArrayList<>(List.of(
                new Period(Instant.MIN, Instant.MAX),
                new Period(Instant.parse("2025-12-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")),
                new Period(midnight, midnight),
                new Period(midnight.plusSeconds(1), midnight),
                new Period(midnight.plus(Duration.ofDays(9)), midnight.plus(Duration.ofDays(10))),
                new Period(
                        midnight.plus(Duration.ofDays(9)),
                        midnight.plus(Duration.ofDays(10)).plusNanos(1000))));
        for (String zone : List.of("Europe/Warsaw", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati")) {
            ZonedDateTime day = midnight.plus(Duration.ofDays(random.nextInt(DAYS)))
                    .atZone(ZoneId.of(zone))
                    .truncatedTo(ChronoUnit.DAYS);
            periods.add(new Period(day.toInstant(), day.plusDays(1).toInstant()));
            periods.add(new Period(day.toInstant(), day.plusWeeks(1).toInstant()));
            periods.add(new Period(day.toInstant(), day.plusMonths(2).toInstant()));
        }
        for (int i = 0; i < 25; i++) {
            Instant from = START.plusSeconds(random.nextInt(DAYS * 86_400));
            periods.add(new Period(from, from.plusSeconds(random.nextInt(DAYS * 43_200))));
        }
        return periods;
    }

    private static List<Intake.Entry> entries(Random random, int count) {
        List<Intake.Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String account = "account-" + random.nextInt(3);
            boolean question = random.nextInt(2) == 0;
            String id = Integer.toString(i);
            Instant asked = START.plusSeconds(random.nextInt(DAYS * 86_400)).plusNanos(random.nextInt(1000) * 1000L);
            entries.add(ArchiveFixture.entry(
                    account,
                    account + ".x" + random.nextInt(2),
                    id,
                    question ? Direction.INBOUND : Direction.OUTBOUND,
                    question ? "person" + random.nextInt(40) : account,
                    null,
                    "context" + random.nextInt(500),
                    asked));
        }
        return entries;
    }

    private static List<HourlyCount> hourly(ArchiveFixture fixture, Set<String> accounts, Period period) {
        List<HourlyCount> counts = new ArrayList<>();
        fixture.figures.hourly(accounts, period.from, period.to, counts::add);
        return counts;
    }

    private static List<HourlyCount> hourly(Collection<ArchivedActivity> all, Period period) {
        record Slot(Instant hour, String account, String channel, Direction direction, ActivityKind kind) {}
        Map<Slot, Long> counts = all.stream()
                .map(one -> new Slot(
                        one.activity().published().truncatedTo(ChronoUnit.HOURS),
                        one.accountId(),
                        one.channelId(),
                        one.activity().direction(),
                        one.activity().kind()))
                .filter(slot -> period.holds(slot.hour))
                .collect(Collectors.groupingBy(slot -> slot, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> new HourlyCount(
                        entry.getKey().account,
                        entry.getKey().channel,
                        entry.getKey().direction,
                        entry.getKey().kind,
                        entry.getKey().hour,
                        entry.getValue()))
                .sorted(Comparator.comparing(HourlyCount::hour)
                        .thenComparing(HourlyCount::accountId)
                        .thenComparing(HourlyCount::channelId)
                        .thenComparing(HourlyCount::direction)
                        .thenComparing(HourlyCount::kind))
                .toList();
    }

    private static Map<String, Long> contacts(Collection<ArchivedActivity> all, Period period) {
        Map<String, Set<String>> people = new TreeMap<>();
        for (ArchivedActivity one : all) {
            if (one.activity().direction() == Direction.INBOUND
                    && period.holds(one.activity().published())) {
                people.computeIfAbsent(one.accountId(), account -> new HashSet<>())
                        .add(one.activity().actor().networkId());
            }
        }
        Map<String, Long> contacts = new TreeMap<>();
        people.forEach((account, set) -> contacts.put(account, (long) set.size()));
        return contacts;
    }

    private static ResponseFigures responses(Collection<Conversation> all, Set<String> accounts, Period period) {
        List<Conversation> asked = all.stream()
                .filter(one -> accounts.contains(one.accountId()) && period.holds(one.firstInbound()))
                .toList();
        List<Long> seconds = new ArrayList<>();
        for (Conversation one : asked) {
            Duration time = one.firstResponseTime();
            if (time != null) {
                seconds.add(time.toSeconds());
            }
        }
        Collections.sort(seconds);
        return new ResponseFigures(asked.size(), seconds.size(), disc(seconds, 0.5), disc(seconds, 0.9));
    }

    /** As the SQL standard defines percentile_disc: the first value whose cumulative share reaches the fraction. */
    private static @Nullable Long disc(List<Long> sorted, double fraction) {
        for (int i = 0; i < sorted.size(); i++) {
            if ((i + 1.0) / sorted.size() >= fraction) {
                return sorted.get(i);
            }
        }
        return null;
    }
}
