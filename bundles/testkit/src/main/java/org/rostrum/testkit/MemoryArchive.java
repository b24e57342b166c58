package org.rostrum.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchiveTotals;
import org.rostrum.api.archive.ArchiveVerification;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.archive.Contact;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.archive.ConversationFilter;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.IntakeResult;
import org.rostrum.api.paging.CursorPage;

/** An {@link Archive} in memory: idempotent, threaded by reply to what is known already, without a chain. */
public final class MemoryArchive implements Archive {
    private final List<ArchivedActivity> activities = new ArrayList<>();
    private final Map<String, Long> conversationByKey = new HashMap<>();
    private final Map<String, String> cursors = new HashMap<>();
    private final Map<String, Contact> contacts = new LinkedHashMap<>();
    private final Map<Long, Contact> contactBySequence = new HashMap<>();
    private long conversations;

    @Override
    public synchronized IntakeResult append(Intake intake) {
        int stored = 0;
        for (Intake.Entry entry : intake.entries()) {
            String key = entry.channelId() + "\n" + entry.activity().networkId();
            if (conversationByKey.containsKey(key)) {
                continue;
            }
            Long known = conversationByKey.get(
                    entry.channelId() + "\n" + entry.activity().inReplyTo());
            long conversation = known == null ? ++conversations : known;
            conversationByKey.put(key, conversation);
            activities.add(new ArchivedActivity(
                    activities.size() + 1L,
                    entry.accountId(),
                    entry.channelId(),
                    conversation,
                    Instant.EPOCH,
                    "",
                    entry.activity()));
            meet(entry);
            stored++;
        }
        Intake.Cursor cursor = intake.cursor();
        if (cursor != null) {
            cursors.put(cursor.channelId(), cursor.value());
        }
        return new IntakeResult(stored, intake.entries().size() - stored, activities.size());
    }

    /** Notes who said the last activity, or whom it answers. */
    private void meet(Intake.Entry entry) {
        Activity activity = entry.activity();
        long sequence = activities.size();
        if (activity.direction() == Direction.INBOUND) {
            Actor actor = activity.actor();
            Contact known = contacts.get(entry.network() + "\n" + actor.networkId());
            Contact contact = new Contact(
                    known == null ? contacts.size() + 1L : known.id(),
                    entry.network(),
                    actor.networkId(),
                    actor.handle(),
                    actor.displayName(),
                    known == null ? activity.published() : known.firstSeen());
            contacts.put(entry.network() + "\n" + actor.networkId(), contact);
            contactBySequence.put(sequence, contact);
            return;
        }
        activities.stream()
                .filter(one -> one.channelId().equals(entry.channelId())
                        && one.activity().networkId().equals(activity.inReplyTo()))
                .map(one -> contactBySequence.get(one.sequence()))
                .filter(Objects::nonNull)
                .forEach(contact -> contactBySequence.put(sequence, contact));
    }

    @Override
    public synchronized Map<Long, Contact> contactsOf(Collection<Long> sequences) {
        Map<Long, Contact> found = new HashMap<>(contactBySequence);
        found.keySet().retainAll(Set.copyOf(sequences));
        return found;
    }

    @Override
    public synchronized Optional<String> cursor(String channelId) {
        return Optional.ofNullable(cursors.get(channelId));
    }

    @Override
    public synchronized Optional<ArchivedActivity> find(long sequence) {
        return sequence < 1 || sequence > activities.size()
                ? Optional.empty()
                : Optional.of(activities.get((int) sequence - 1));
    }

    @Override
    public synchronized CursorPage<ArchivedActivity> list(ActivityFilter filter, @Nullable String cursor, int limit) {
        List<ArchivedActivity> all = new ArrayList<>(activities);
        java.util.Collections.reverse(all);
        return new CursorPage<>(all.subList(0, Math.min(limit, all.size())), null);
    }

    @Override
    public synchronized void stream(ActivityFilter filter, Consumer<ArchivedActivity> consumer) {
        List.copyOf(activities).forEach(consumer);
    }

    @Override
    public synchronized List<ArchivedActivity> after(long sequence, int limit) {
        return activities.stream()
                .filter(activity -> activity.sequence() > sequence)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Conversation> conversation(long id) {
        List<ArchivedActivity> of = activities.stream()
                .filter(archived -> archived.conversationId() == id)
                .toList();
        if (of.isEmpty()) {
            return Optional.empty();
        }
        ArchivedActivity first = of.get(0);
        List<Instant> inbound = times(of, Direction.INBOUND);
        List<Instant> outbound = times(of, Direction.OUTBOUND);
        Instant asked = inbound.isEmpty() ? null : inbound.get(0);
        Instant answered = asked == null
                ? null
                : outbound.stream().filter(asked::isBefore).findFirst().orElse(null);
        List<Instant> all =
                of.stream().map(a -> a.activity().published()).sorted().toList();
        Instant last = all.get(all.size() - 1);
        return Optional.of(new Conversation(
                id,
                first.accountId(),
                first.channelId(),
                all.get(0),
                last,
                speaker(of),
                inbound.size(),
                outbound.size(),
                asked,
                answered,
                inbound.contains(last)));
    }

    /** The contact who spoke first; null when nobody outside has. */
    private @Nullable Long speaker(List<ArchivedActivity> of) {
        for (ArchivedActivity archived : of) {
            Contact contact = contactBySequence.get(archived.sequence());
            if (archived.activity().direction() == Direction.INBOUND && contact != null) {
                return contact.id();
            }
        }
        return null;
    }

    private static List<Instant> times(List<ArchivedActivity> of, Direction direction) {
        return of.stream()
                .map(ArchivedActivity::activity)
                .filter(activity -> activity.direction() == direction)
                .map(Activity::published)
                .sorted()
                .toList();
    }

    @Override
    public synchronized CursorPage<Conversation> conversations(
            ConversationFilter filter, @Nullable String cursor, int limit) {
        List<Conversation> all = new ArrayList<>();
        for (long id = conversations; id > 0 && all.size() < limit; id--) {
            all.add(conversation(id).orElseThrow());
        }
        return new CursorPage<>(all, null);
    }

    @Override
    public CursorPage<Contact> contacts(@Nullable String cursor, int limit) {
        return new CursorPage<>(List.of(), null);
    }

    @Override
    public Optional<Contact> contact(long id) {
        return Optional.empty();
    }

    @Override
    public synchronized ArchiveTotals totals() {
        List<Activity> all = activities.stream().map(ArchivedActivity::activity).toList();
        long inbound =
                all.stream().filter(a -> a.direction() == Direction.INBOUND).count();
        List<Instant> times = all.stream().map(Activity::published).sorted().toList();
        return new ArchiveTotals(
                all.size(),
                inbound,
                all.size() - inbound,
                conversations,
                all.stream()
                        .filter(a -> a.direction() == Direction.INBOUND)
                        .map(a -> a.actor().networkId())
                        .distinct()
                        .count(),
                times.isEmpty() ? null : times.get(0),
                times.isEmpty() ? null : times.get(times.size() - 1),
                times.isEmpty() ? null : Instant.EPOCH);
    }

    @Override
    public ArchiveVerification verify(LongConsumer progress) {
        return new ArchiveVerification(true, Objects.requireNonNull(totals()).activities(), 0, null, List.of());
    }
}
