package org.rostrum.onboarding;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.GrantFilter;
import org.rostrum.api.identity.GrantService;
import org.rostrum.api.identity.Group;
import org.rostrum.api.identity.GroupMember;
import org.rostrum.api.identity.GroupService;
import org.rostrum.api.onboarding.Onboarding.Line;
import org.rostrum.api.onboarding.Onboarding.State;
import org.rostrum.api.onboarding.OnboardingItem;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Access;

/** Finds out how it stands with items, by asking the services that know, with the rights of whoever looks. */
@Component(service = Checklist.class)
public final class Checklist {
    private final GrantService grants;
    private final ChannelService channels;
    private final AccountAttributeService attributes;
    private final GroupService groups;
    private final Policies policies;
    private final Access access;
    private final Clock clock;

    @Activate
    public Checklist(
            @Reference GrantService grants,
            @Reference ChannelService channels,
            @Reference AccountAttributeService attributes,
            @Reference GroupService groups,
            @Reference Policies policies,
            @Reference Access access,
            @Reference Clock clock) {
        this.grants = grants;
        this.channels = channels;
        this.attributes = attributes;
        this.groups = groups;
        this.policies = policies;
        this.access = access;
        this.clock = clock;
    }

    /** How it stands with one item, and why. */
    record Finding(State state, String detail) {}

    List<Line> lines(String accountId, List<OnboardingItem> items, Map<String, OnboardingStore.Mark> marks) {
        return items.stream()
                .map(item -> line(accountId, item, marks.get(item.key())))
                .toList();
    }

    private Line line(String accountId, OnboardingItem item, OnboardingStore.@Nullable Mark mark) {
        String page = page(item.kind(), accountId);
        if (mark != null && mark.reason() != null) {
            return new Line(item, State.WAIVED, mark.reason(), mark.by(), mark.at(), page);
        }
        if (item.kind() == OnboardingItem.Kind.TASK) {
            return mark == null
                    ? new Line(item, State.MISSING, "Nobody has ticked it.", null, null, null)
                    : new Line(item, State.DONE, "Ticked.", mark.by(), mark.at(), null);
        }
        Finding found = look(accountId, item);
        return new Line(item, found.state(), found.detail(), null, null, page);
    }

    private Finding look(String accountId, OnboardingItem item) {
        String subject = Objects.requireNonNullElse(item.subject(), "");
        return switch (item.kind()) {
            case ROLE -> access.permits("grants:read", accountId)
                    ? role(accountId, subject, item.atLeast())
                    : new Finding(State.TO_CHECK, "You may not see who holds roles for this account.");
            case CHANNEL -> access.permits("channels:read", accountId)
                    ? channel(accountId, subject)
                    : new Finding(State.TO_CHECK, "You may not see the channels of this account.");
            case ATTRIBUTE -> attribute(accountId, subject);
            case SCHEDULE -> access.permits("report-schedules:read", accountId)
                    ? policies.schedule(accountId, subject)
                    : new Finding(State.TO_CHECK, "You may not see the report schedules of this account.");
            case ROUTING_RULE -> access.permits("routing-rules:read", accountId)
                    ? policies.rule(accountId)
                    : new Finding(State.TO_CHECK, "You may not see the routing rules of this account.");
            case ENGAGEMENT_MODEL -> policies.model(accountId, subject);
            case TASK -> throw new IllegalStateException("tasks are ticked");
        };
    }

    private Finding role(String accountId, String role, int atLeast) {
        Instant now = clock.instant();
        Set<String> people = new HashSet<>();
        boolean hidden = false;
        String cursor = null;
        do {
            CursorPage<Grant> page =
                    grants.list(new GrantFilter(null, null, role, accountId, false), cursor, CursorPage.MAX_LIMIT);
            for (Grant grant : page.items()) {
                String user = grant.user();
                if (grant.countsAt(now)) {
                    hidden |= user == null && !addMembers(people, grant.group(), atLeast);
                    if (user != null) {
                        people.add(user);
                    }
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null && people.size() < atLeast);
        if (people.size() >= atLeast) {
            return new Finding(State.DONE, "Enough people hold the role.");
        }
        String count = people.size() + " of " + atLeast + " people hold the role for this account";
        return hidden
                ? new Finding(
                        State.TO_CHECK,
                        count + ", and a group does that you may not look into. See whether enough people are in it.")
                : new Finding(State.MISSING, count + ".");
    }

    /** @return false when the caller may not see who is in the group */
    private boolean addMembers(Set<String> people, @Nullable String name, int atLeast) {
        Optional<Group> group = access.reach("groups:read").nowhere() ? Optional.empty() : group(name);
        if (group.isEmpty()) {
            return false;
        }
        String cursor = null;
        do {
            CursorPage<GroupMember> page = groups.members(group.get().id(), cursor, CursorPage.MAX_LIMIT);
            page.items().forEach(member -> people.add(member.user()));
            cursor = page.nextCursor();
        } while (cursor != null && people.size() < atLeast);
        return true;
    }

    private Optional<Group> group(@Nullable String name) {
        String cursor = null;
        do {
            CursorPage<Group> page = groups.list(cursor, CursorPage.MAX_LIMIT);
            for (Group group : page.items()) {
                if (group.name().equals(name)) {
                    return Optional.of(group);
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return Optional.empty();
    }

    private Finding channel(String accountId, String connector) {
        boolean paused = false;
        String cursor = null;
        do {
            CursorPage<Channel> page = channels.list(accountId, cursor, CursorPage.MAX_LIMIT);
            for (Channel channel : page.items()) {
                if (channel.connector().equals(connector) && channel.accountId().equals(accountId)) {
                    if (channel.state() == Channel.State.ACTIVE) {
                        return new Finding(State.DONE, "The channel \"" + channel.name() + "\" is active.");
                    }
                    paused = true;
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return paused
                ? new Finding(State.TO_CHECK, "There is such a channel, and it is paused.")
                : new Finding(State.MISSING, "There is no such channel.");
    }

    private Finding attribute(String accountId, String attribute) {
        AccountAttributes found = attributes.find(accountId);
        AccountAttributes.Own own = found.own();
        AccountAttributes.Effective effective = found.effective();
        return switch (attribute) {
            case "zone" -> attribute(own.zone(), effective.zone().value());
            case "languages" -> attribute(own.languages(), effective.languages().value());
            case "business-hours" -> attribute(
                    own.businessHours(), effective.businessHours().value());
            case "contact" -> attribute(own.contact(), effective.contact().value());
            case "logo" -> attribute(own.logo(), effective.logo().value());
            default -> new Finding(State.TO_CHECK, "This server knows no such attribute.");
        };
    }

    private static Finding attribute(@Nullable Object own, @Nullable Object effective) {
        if (own != null) {
            return new Finding(State.DONE, "The account has its own.");
        }
        return new Finding(
                State.MISSING, effective == null ? "Nobody has set it." : "The account only inherits it from above.");
    }

    private static @Nullable String page(OnboardingItem.Kind kind, String accountId) {
        return switch (kind) {
            case ROLE -> "/users";
            case CHANNEL -> "/channels";
            case ATTRIBUTE, ENGAGEMENT_MODEL -> "/accounts/" + accountId;
            case SCHEDULE -> "/schedules";
            case ROUTING_RULE -> "/routing";
            case TASK -> null;
        };
    }

    /** How many lines need nothing more. */
    static int done(List<Line> lines) {
        return (int) Stream.of(State.DONE, State.WAIVED)
                .mapToLong(state ->
                        lines.stream().filter(line -> line.state() == state).count())
                .sum();
    }
}
