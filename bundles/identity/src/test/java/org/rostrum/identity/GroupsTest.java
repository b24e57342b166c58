package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.Group;
import org.rostrum.api.identity.GroupChange;
import org.rostrum.api.identity.GroupMember;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.NewGroup;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Reach;

/** Users who hold roles together. The tree: acme over north (over north-shop) and south. */
class GroupsTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private static void refused(ThrowingCallable work, Problem.Kind kind, @Nullable String field) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).as(problem.detail()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
            if (kind != Problem.Kind.NOT_FOUND) {
                assertThat(problem.remedy()).isNotBlank();
            }
        });
    }

    private static Group group(Installation it, String name, @Nullable String accountId) {
        return it.as("admin", () -> it.groups.create(new NewGroup(name, accountId, null)));
    }

    private static Grant give(Installation it, String group, String role, @Nullable String accountId) {
        return it.as("admin", () -> it.grants.give(new NewGrant(null, group, role, accountId, null, null, null)));
    }

    private static Reach reach(Installation it, String user) {
        return it.as(user, () -> it.access.reach("archive:read"));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void members_holdWhatTheGroupHolds_atOnce_untilTheyLeave(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            Group team = group(it, "Team", "north");
            Identity signedIn = it.identities.of(it.user("norbert"), "rest", null, null);
            give(it, "Team", "viewer", "north");
            Group joined = it.as("admin", () -> it.groups.addMembers(team.id(), Set.of("Norbert")));
            assertThat(joined.members()).isEqualTo(1);
            assertThat(joined.version()).isEqualTo(2);
            assertThat(signedIn.reach("archive:read", it.tree)).isEqualTo(Reach.NOWHERE);
            assertThat(reach(it, "norbert")).isEqualTo(Reach.of(Set.of("north", "north-shop")));
            // again is no change
            assertThat(it.as("admin", () -> it.groups.addMembers(team.id(), Set.of("norbert"))))
                    .isEqualTo(joined);
            it.as("admin", () -> it.groups.removeMember(team.id(), "norbert"));
            assertThat(reach(it, "norbert")).isEqualTo(Reach.NOWHERE);
            it.as("admin", () -> {
                refused(() -> it.groups.removeMember(team.id(), "norbert"), Problem.Kind.NOT_FOUND, null);
                it.groups.addMembers(team.id(), Set.of("norbert"));
                it.groups.remove(team.id(), 4);
            });
            assertThat(reach(it, "norbert")).isEqualTo(Reach.NOWHERE);
            assertThat(it.auditLog.actions())
                    .containsExactly(
                            "group.create",
                            "grant.give",
                            "group.members",
                            "group.members",
                            "group.members",
                            "group.remove");
            assertThat(it.auditLog.events().get(2).after()).contains("\"users\":[\"norbert\"]", "\"origin\":\"local\"");
            assertThat(it.auditLog.events().get(3).before()).contains("\"users\":[\"norbert\"]");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void origins_keepTheirOwnMemberships(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            Group one = group(it, "One", null);
            Group two = group(it, "Two", null);
            Group three = group(it, "Three", null);
            give(it, "One", "viewer", "north");
            it.as("admin", () -> {
                it.groups.addMembers(one.id(), Set.of("norbert", "vera"));
                it.groups.setMemberships("norbert", "oidc:kc", Set.of(one.id(), two.id()));
                it.groups.setMemberships("norbert", "scim", Set.of(one.id()));
                it.groups.setMemberships("norbert", "oidc:kc", Set.of(three.id()));
            });
            assertThat(members(it, one.id()))
                    .containsExactly(
                            new GroupMember("norbert", "norbert", List.of("local", "scim")),
                            new GroupMember("vera", "vera", List.of("local")));
            assertThat(members(it, two.id())).isEmpty();
            assertThat(members(it, three.id())).extracting(GroupMember::origins).containsExactly(List.of("oidc:kc"));
            assertThat(it.as("admin", () -> it.groups.find(one.id()))
                            .orElseThrow()
                            .members())
                    .isEqualTo(2);
            // one grant, told once, though two brought it
            assertThat(it.as("norbert", () -> it.explanations.explain("norbert", "archive:read", "north"))
                            .steps())
                    .extracting(AccessExplanation.Step::group)
                    .containsExactly("One");
            it.as("admin", () -> {
                it.groups.removeMember(one.id(), "norbert");
                refused(() -> it.groups.removeMember(one.id(), "norbert"), Problem.Kind.CONFLICT, null);
            });
            assertThat(reach(it, "norbert").accounts()).contains("north");
            it.as("admin", () -> it.groups.setMemberships("norbert", "scim", Set.of()));
            assertThat(reach(it, "norbert")).isEqualTo(Reach.NOWHERE);
            int entries = it.auditLog.events().size();
            long version = it.as("admin", () -> it.groups.find(three.id()))
                    .orElseThrow()
                    .version();
            it.as("admin", () -> it.groups.setMemberships("norbert", "oidc:kc", Set.of(three.id())));
            assertThat(it.auditLog.events()).hasSize(entries);
            assertThat(it.as("admin", () -> it.groups.find(three.id()))
                            .orElseThrow()
                            .version())
                    .isEqualTo(version);
        }
    }

    private static List<GroupMember> members(Installation it, long id) {
        return it.as("admin", () -> it.groups.members(id, null, 50)).items();
    }

    @Test
    void nobody_putsSomebodyIntoAGroup_thatGivesWhatTheyMayNotGive() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as(
                    "admin",
                    () -> it.grants.give(new NewGrant("norbert", null, "account-manager", "north", null, null, null)));
            Group team = group(it, "Team", "north");
            it.as("norbert", () -> it.groups.addMembers(team.id(), Set.of("vera")));
            give(it, "Team", "viewer", "south");
            it.as("norbert", () -> {
                refused(() -> it.groups.addMembers(team.id(), Set.of("norbert")), Problem.Kind.FORBIDDEN, null);
                refused(
                        () -> it.groups.setMemberships("norbert", "scim", Set.of(team.id())),
                        Problem.Kind.FORBIDDEN,
                        null);
                refused(() -> it.groups.removeMember(team.id(), "vera"), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.groups.remove(team.id(), 2), Problem.Kind.FORBIDDEN, null);
                // what changes nothing is no gift
                it.groups.addMembers(team.id(), Set.of("vera"));
            });
            assertThat(members(it, team.id())).extracting(GroupMember::user).containsExactly("vera");
            // a role with one permission more than the manager has, at the manager's own account
            Group plugins = group(it, "Plugins", "north");
            give(it, "Plugins", "integrator", "north");
            it.as(
                    "norbert",
                    () -> refused(
                            () -> it.groups.addMembers(plugins.id(), Set.of("norbert")),
                            Problem.Kind.FORBIDDEN,
                            "members"));
            // who may change groups and give nothing
            it.as("admin", () -> {
                it.roles.create("usher", "Groups alone", List.of("groups:*", "archive:read"));
                it.grants.give(new NewGrant("vera", null, "usher", "south", null, null, null));
            });
            Group readers = group(it, "Readers", "south");
            it.as("vera", () -> it.groups.addMembers(readers.id(), Set.of("norbert")));
            it.as("admin", () -> it.roles.create("reader", "Reads", List.of("archive:read")));
            give(it, "Readers", "reader", "south");
            it.as(
                    "vera",
                    () -> refused(
                            () -> it.groups.addMembers(readers.id(), Set.of("vera")), Problem.Kind.FORBIDDEN, null));
        }
    }

    @Test
    void groupsOfOtherAccounts_areUnknown() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            Group south = group(it, "South", "south");
            Group all = group(it, "All", null);
            Group shop = group(it, "Shop", "north-shop");
            it.as(
                    "admin",
                    () -> it.grants.give(new NewGrant("norbert", null, "account-manager", "north", null, null, null)));
            it.as("norbert", () -> {
                assertThat(it.groups.list(null, 50).items()).containsExactly(shop);
                for (Group foreign : List.of(south, all)) {
                    long id = foreign.id();
                    assertThat(it.groups.find(id)).isEmpty();
                    refused(() -> it.groups.members(id, null, 50), Problem.Kind.NOT_FOUND, null);
                    refused(() -> it.groups.addMembers(id, Set.of("norbert")), Problem.Kind.NOT_FOUND, null);
                    refused(() -> it.groups.removeMember(id, "norbert"), Problem.Kind.NOT_FOUND, null);
                    refused(() -> it.groups.update(id, new GroupChange("x", null), 1), Problem.Kind.NOT_FOUND, null);
                    refused(() -> it.groups.remove(id, 1), Problem.Kind.NOT_FOUND, null);
                    refused(
                            () -> it.groups.setMemberships("norbert", "scim", Set.of(id)),
                            Problem.Kind.INVALID,
                            "groupIds");
                }
                refused(() -> it.groups.create(new NewGroup("x", "south", null)), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.groups.create(new NewGroup("x", null, null)), Problem.Kind.FORBIDDEN, null);
            });
            it.as("vera", () -> refused(() -> it.groups.list(null, 50), Problem.Kind.FORBIDDEN, null));
        }
    }

    @Test
    void change_countsVersions_andNamesAreUnique() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            Group team = group(it, "Team", null);
            group(it, "Other", null);
            it.as("admin", () -> {
                Group renamed = it.groups.update(team.id(), new GroupChange("Crew", "ext-1"), 1);
                assertThat(renamed.name()).isEqualTo("Crew");
                assertThat(renamed.externalId()).isEqualTo("ext-1");
                assertThat(renamed.version()).isEqualTo(2);
                refused(
                        () -> it.groups.update(team.id(), new GroupChange("X", null), 1),
                        Problem.Kind.PRECONDITION_FAILED,
                        "If-Match");
                refused(
                        () -> it.groups.update(team.id(), new GroupChange("Other", null), 2),
                        Problem.Kind.CONFLICT,
                        "name");
                assertThat(it.groups
                                .update(team.id(), new GroupChange(null, ""), 2)
                                .externalId())
                        .isNull();
                refused(() -> it.groups.remove(team.id(), 2), Problem.Kind.PRECONDITION_FAILED, "If-Match");
                refused(() -> it.groups.create(new NewGroup("Crew", null, null)), Problem.Kind.CONFLICT, "name");
                refused(() -> it.groups.create(new NewGroup(" ", null, null)), Problem.Kind.INVALID, "name");
                refused(() -> it.groups.create(new NewGroup("a\nb", null, null)), Problem.Kind.INVALID, "name");
                refused(
                        () -> it.groups.create(new NewGroup("x", null, "e".repeat(201))),
                        Problem.Kind.INVALID,
                        "externalId");
                refused(() -> it.groups.create(new NewGroup("x", "nowhere", null)), Problem.Kind.INVALID, "accountId");
                refused(() -> it.groups.addMembers(team.id(), Set.of()), Problem.Kind.INVALID, "users");
                refused(() -> it.groups.addMembers(team.id(), Set.of("nobody")), Problem.Kind.INVALID, "users");
                refused(() -> it.groups.setMemberships("vera", "local", Set.of()), Problem.Kind.INVALID, "origin");
                refused(() -> it.groups.setMemberships("nobody", "scim", Set.of()), Problem.Kind.NOT_FOUND, null);
            });
        }
    }

    @Test
    void excludedPair_cannotMeet_byAGroup() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> {
                it.roles.create("ruler", "Sets rules", List.of("routing-rules:write"));
                it.roles.create("sweeper", "Discards", List.of("deliveries:discard"));
                it.exclusions.exclude("routing-rules:write", "deliveries:discard", "Four eyes");
                it.grants.give(new NewGrant("norbert", null, "ruler", "north", null, null, null));
            });
            Group sweepers = group(it, "Sweepers", null);
            give(it, "Sweepers", "sweeper", "north");
            it.as("admin", () -> {
                refused(
                        () -> it.groups.addMembers(sweepers.id(), Set.of("vera", "norbert")),
                        Problem.Kind.CONFLICT,
                        null);
                refused(
                        () -> it.groups.setMemberships("norbert", "scim", Set.of(sweepers.id())),
                        Problem.Kind.CONFLICT,
                        null);
            });
            assertThat(members(it, sweepers.id())).isEmpty();
        }
    }

    @Test
    void administratorsByAGroup_areNotCountedAsTheLastOne_andAUserWhoGoesChangesTheGroup() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            Group chiefs = group(it, "Chiefs", null);
            give(it, "Chiefs", "administrator", null);
            it.as("admin", () -> {
                it.groups.addMembers(chiefs.id(), Set.of("vera"));
                // the group could be taken away by whoever runs the identity provider
                refused(() -> it.userService.remove("admin", 1), Problem.Kind.CONFLICT, null);
            });
            it.as("vera", () -> assertThat(it.access.permits("plugins:install")).isTrue());
            it.as("admin", () -> it.userService.remove("vera", 1));
            assertThat(it.as("admin", () -> it.groups.find(chiefs.id()))
                            .orElseThrow()
                            .version())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void lists_arePaged(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            Group big = group(it, "Big", null);
            for (int i = 0; i < 25; i++) {
                it.add("user" + (char) ('a' + i), Set.of());
                group(it, "Group " + (char) ('a' + i), null);
            }
            Set<String> users = new TreeSet<>();
            for (int i = 0; i < 25; i++) {
                users.add("user" + (char) ('a' + i));
            }
            it.as("admin", () -> {
                it.groups.addMembers(big.id(), users);
                it.groups.setMemberships("userc", "scim", Set.of(big.id()));
                Set<String> seen = new TreeSet<>();
                String cursor = null;
                do {
                    CursorPage<GroupMember> page = it.groups.members(big.id(), cursor, 10);
                    assertThat(page.items().size()).isLessThanOrEqualTo(10);
                    page.items().forEach(member -> assertThat(seen.add(member.user()))
                            .isTrue());
                    cursor = page.nextCursor();
                } while (cursor != null);
                assertThat(seen).isEqualTo(users);
                CursorPage<Group> first = it.groups.list(null, 20);
                assertThat(first.items()).hasSize(20);
                assertThat(it.groups.list(first.nextCursor(), 20).items()).hasSize(6);
                refused(() -> it.groups.list(null, 0), Problem.Kind.INVALID, "limit");
            });
        }
    }
}
