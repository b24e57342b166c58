package org.rostrum.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.Intake;

/**
 * A year of made-up care conversations, oldest first, the same for the same seed: 20 accounts with two channels each, a
 * question, sometimes more of it, mostly an answer within hours; one person in four comes back.
 */
final class SampleActivities {
    static final int ACCOUNTS = 20;
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final long YEAR = 365L * 86_400;
    private static final String WORDS = "My order has not arrived and nobody answers the phone, what can I do about it?"
            + " I have written twice already. Thank you for looking into it, have a nice day. ";

    private final Random random = new Random(1);
    private final long total;
    private long made;
    private final List<String[]> open = new ArrayList<>();

    SampleActivities(long total) {
        this.total = total;
    }

    List<Intake.Entry> next(int count) {
        List<Intake.Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count && made < total; i++, made++) {
            entries.add(one());
        }
        return entries;
    }

    private Intake.Entry one() {
        Instant published = START.plusSeconds(made * YEAR / total);
        String id = "1" + (1_000_000_000_000_000L + made * 7);
        if (open.size() > 20_000 * total / 1_000_000 + 200 || (!open.isEmpty() && random.nextInt(100) < 55)) {
            // the answer, or something more of the question
            int which = random.nextInt(open.size());
            String[] asked = open.get(which);
            boolean answer = random.nextInt(10) < 8;
            if (answer) {
                open.set(which, open.get(open.size() - 1));
                open.remove(open.size() - 1);
            }
            Intake.Entry entry = entry(asked[0], asked[1], id, answer ? null : asked[3], asked[2], published);
            asked[2] = id;
            return entry;
        }
        String account = "account-" + random.nextInt(ACCOUNTS);
        String person = "person" + (random.nextInt(4) == 0 ? account + random.nextInt(250) : 100_000 + made);
        if (random.nextInt(200) == 0) {
            // few speak to more than one account
            person = "traveller" + random.nextInt(500);
        }
        String channel = account + ".x" + random.nextInt(2);
        open.add(new String[] {account, channel, id, person});
        return entry(account, channel, id, person, null, published);
    }

    private Intake.Entry entry(
            String account,
            String channel,
            String id,
            @Nullable String person,
            @Nullable String inReplyTo,
            Instant published) {
        String text = WORDS.substring(random.nextInt(60), 80 + random.nextInt(70));
        Actor actor = person == null
                ? new Actor(account, account, "Care of " + account, null)
                : new Actor("id" + person, person, "The " + person, null);
        return new Intake.Entry(
                account,
                channel,
                "twitter",
                Activity.builder(id, person == null ? Direction.OUTBOUND : Direction.INBOUND, actor, published)
                        .content(text)
                        .language("en")
                        .inReplyTo(inReplyTo)
                        .original(new Original(
                                "application/json",
                                "{\"id\":\"" + id + "\",\"text\":\"" + text + "\",\"user\":\"" + actor.handle()
                                        + "\"}"))
                        .build());
    }
}
