package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.ExternalPerson;
import org.rostrum.api.identity.ExternalRules;
import org.rostrum.api.identity.ExternalSignOn;
import org.rostrum.api.identity.ExternalSignOnException;
import org.rostrum.api.identity.IdentityLink;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.NewGroup;
import org.rostrum.api.problem.Problem;

/** With whom at identity providers users sign in. */
class IdentityLinksTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final ExternalRules CREATE = new ExternalRules(true, "north", false);
    private static final ExternalRules NOTHING = new ExternalRules(false, null, false);

    private static void refused(ThrowingCallable work, Problem.Kind kind, @Nullable String field) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).as(problem.detail()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
        });
    }

    private static String open(Installation it, String subject, String name, ExternalRules rules, Long... groups) {
        ExternalSignOn.Opened opened = it.access.as(
                Identity.anonymous("rest", "192.0.2.1"),
                () -> it.externalSignOns.open(
                        new ExternalPerson("staff", subject, null, name, name, Set.of(groups)), rules, "Test/1", true));
        return opened.cookie()
                .substring(opened.cookie().indexOf('=') + 1, opened.cookie().indexOf(';'));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void own_areListedAndUnlinked_butNotTheLastWayIn(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            Long readers = it.as(
                    "admin",
                    () -> it.groups.create(new NewGroup("readers", null, null)).id());
            String session = open(it, "1", "alice", CREATE, readers);
            it.as("admin", () -> it.externalSignOns.link("staff", "2", "vera"));
            String vera = open(it, "2", "vera", NOTHING, readers);
            String byPassword = it.session("vera");
            it.as("alice", () -> {
                assertThat(it.links.own()).containsExactly(new IdentityLink("staff", "1", it.clock.instant()));
                refused(() -> it.links.unlinkOwn("staff", false), Problem.Kind.CONFLICT, "evenLast");
                refused(() -> it.links.unlinkOwn("elsewhere", true), Problem.Kind.NOT_FOUND, null);
                refused(() -> it.links.of("vera"), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.links.unlink("vera", "staff", true), Problem.Kind.FORBIDDEN, null);
            });
            assertThat(it.whose(session)).isEqualTo("alice");
            it.as("vera", () -> {
                it.links.unlinkOwn("staff", false);
                assertThat(it.links.own()).isEmpty();
            });
            assertThat(it.whose(vera)).isNull();
            assertThat(it.whose(byPassword)).isEqualTo("vera");
            assertThat(it.whose(session)).isEqualTo("alice");
            assertThatThrownBy(() -> open(it, "2", "vera", NOTHING)).isInstanceOf(ExternalSignOnException.class);
            assertThat(it.as("admin", () -> it.groups.members(readers, null, 10))
                            .items())
                    .extracting(member -> member.user())
                    .containsExactly("alice");
            it.as("alice", () -> it.links.unlinkOwn("staff", true));
            assertThat(it.whose(session)).isNull();
            assertThat(it.auditLog.actions()).contains("user.unlink");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void ofOthers_areForWhoManagesThem(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            open(it, "1", "alice", CREATE);
            it.as("admin", () -> {
                it.roles.create("clerk", "Users alone", List.of("users:*"));
                it.grants.give(new NewGrant("norbert", null, "clerk", "north", null, null, null));
                it.externalSignOns.link("staff", "2", "vera");
            });
            it.as("norbert", () -> {
                assertThat(it.links.of("alice")).hasSize(1);
                refused(() -> it.links.of("vera"), Problem.Kind.NOT_FOUND, null);
                refused(() -> it.links.unlink("vera", "staff", false), Problem.Kind.NOT_FOUND, null);
                refused(() -> it.links.unlink("alice", "staff", false), Problem.Kind.CONFLICT, "evenLast");
            });
            it.as("admin", () -> {
                it.grants.give(new NewGrant("alice", null, BuiltInRoles.AGENT, "north", null, null, null));
            });
            it.as(
                    "norbert",
                    () -> refused(() -> it.links.unlink("alice", "staff", true), Problem.Kind.FORBIDDEN, null));
            it.as("admin", () -> {
                it.links.unlink("alice", "staff", true);
                assertThat(it.links.of("alice")).isEmpty();
            });
            refused(() -> it.links.own(), Problem.Kind.UNAUTHENTICATED, null);
        }
    }
}
