package org.rostrum.accounts.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.accounts.JdbcAccounts;
import org.rostrum.accounts.RememberedTree;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.accounts.EngagementModelPreview;
import org.rostrum.api.accounts.EngagementModelPreview.Proposal;
import org.rostrum.api.accounts.EngagementModelService.InForce;
import org.rostrum.api.accounts.EngagementModelSetting;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.GrantFilter;
import org.rostrum.api.identity.GrantService;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.RightsComparison;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.RecordingAuditLog;
import org.rostrum.testkit.TestDatabase;

class JdbcModelsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final EngagementModelSetting HUB =
            new EngagementModelSetting(EngagementModel.HUB_AND_SPOKE, Set.of());

    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final List<Grant> grants = new ArrayList<>();

    /** Everybody holds every permission that is asked for, where they were granted something. */
    private final class Held implements RightsComparison, GrantService {
        @Override
        public List<Change> compare(Collection<String> permissions, List<Scene> scenes) {
            List<Change> changes = new ArrayList<>();
            for (Grant grant : grants) {
                for (Scene scene : scenes) {
                    boolean before = scene.before().contains(grant.accountId());
                    boolean after = scene.after().contains(grant.accountId());
                    if (before != after) {
                        changes.add(new Change(
                                String.valueOf(grant.user()), scene.accountId(), after, List.copyOf(permissions)));
                    }
                }
            }
            return changes;
        }

        @Override
        public CursorPage<Grant> list(GrantFilter filter, @Nullable String cursor, int limit) {
            return new CursorPage<>(List.copyOf(grants), null);
        }

        @Override
        public Grant give(NewGrant grant) {
            throw new AssertionError("a model gives nothing");
        }

        @Override
        public Optional<Grant> find(long id) {
            return Optional.empty();
        }

        @Override
        public Grant end(long id, @Nullable Instant ends, long expectedVersion) {
            throw new AssertionError("a model ends nothing");
        }
    }

    private void granted(String user, String account) {
        grants.add(new Grant(grants.size(), user, null, "account-manager", account, NOW, null, "x", null, NOW, 1));
    }

    private RememberedTree tree(TestDatabase database) {
        RememberedTree tree = new RememberedTree(database.database());
        JdbcAccounts accounts = new JdbcAccounts(tree, FixedAccess.everything(), audit, new ManualClock(NOW));
        accounts.ensure(new NewAccount("group", null, "Group", null));
        accounts.ensure(new NewAccount("brand", "group", "Brand", null));
        accounts.ensure(new NewAccount("shop", "brand", "Shop", null));
        return tree;
    }

    private JdbcModels models(RememberedTree tree, Access access) {
        Held held = new Held();
        return new JdbcModels(tree, held, held, access, audit, new ManualClock(NOW));
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void preview_namesWhoseRightsShrink_andApplyDoesIt_onAllNodes(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            RememberedTree tree = tree(database);
            JdbcModels models = models(tree, FixedAccess.everything());
            granted("anna", "group");
            granted("ben", "brand");
            RememberedTree otherNode = new RememberedTree(database.database());
            assertThat(otherNode.bounded("routing-rules:write")).isFalse();

            EngagementModelPreview preview = models.preview("group", HUB);
            assertThat(preview.rights())
                    .allSatisfy(change -> {
                        assertThat(change.user()).isEqualTo("ben");
                        assertThat(change.gained()).isFalse();
                        assertThat(change.permissions()).containsExactly("publications:approve", "routing-rules:write");
                    })
                    .extracting(RightsComparison.Change::accountId)
                    .containsExactly("brand", "shop");
            assertThat(preview.unheld()).isEmpty();
            assertThat(tree.bounded("routing-rules:write"))
                    .as("a preview changes nothing")
                    .isFalse();

            models.apply("group", HUB, preview.fingerprint());
            for (RememberedTree node : List.of(tree, otherNode)) {
                node.refresh();
                assertThat(node.exercised("routing-rules:write", node.lineage("shop")))
                        .containsExactly("group");
                assertThat(node.exercised("archive:read", node.lineage("shop")))
                        .containsExactly("shop", "brand", "group");
            }
            assertThat(models.inForce("shop")).containsExactly(new InForce("group", HUB, "group"));

            EngagementModelPreview removal = models.preview("group", null);
            assertThat(removal.rights())
                    .extracting(RightsComparison.Change::gained)
                    .containsOnly(true)
                    .hasSize(2);
            models.apply("group", null, removal.fingerprint());
            assertThat(models.inForce("shop")).isEmpty();
            assertThat(audit.actions()).contains("account.model", "account.model-remove");
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void apply_isRefused_whenTheRightsAreOthersMeanwhile(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcModels models = models(tree(database), FixedAccess.everything());
            String seen = models.preview("group", HUB).fingerprint();
            granted("ben", "brand");
            refused(Problem.Kind.CONFLICT, () -> models.apply("group", HUB, seen));
            assertThat(models.inForce("brand")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void honeycomb_proposesWhoSeesTheWhole_andGivesNothing(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcModels models = models(tree(database), FixedAccess.everything());
            granted("ben", "brand");
            granted("ben", "shop");
            granted("anna", "group");
            EngagementModelSetting honeycomb = new EngagementModelSetting(EngagementModel.HONEYCOMB, Set.of());
            EngagementModelPreview preview = models.preview("group", honeycomb);
            assertThat(preview.proposals()).containsExactly(new Proposal("ben", null, "viewer", "group"));
            assertThat(preview.rights()).isEmpty();
            granted("carol", "shop");
            granted("carol", "brand");
            // no right changes, but more is proposed than was seen
            refused(Problem.Kind.CONFLICT, () -> models.apply("group", honeycomb, preview.fingerprint()));
            models.apply("group", honeycomb, models.preview("group", honeycomb).fingerprint());
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void preview_tellsWhatNobodyAtTheHubHolds(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcModels models = models(tree(database), FixedAccess.everything());
            granted("ben", "brand");
            assertThat(models.preview("group", HUB).unheld()).containsExactly("routing-rules:write");
            assertThat(models.preview("brand", HUB).unheld()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void hubs_areAccountsBelow_andOnlyWhereThereAreSeveral(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            JdbcModels models = models(tree(database), FixedAccess.everything());
            refused(Problem.Kind.INVALID, () -> models.preview("group", several(Set.of())));
            refused(Problem.Kind.INVALID, () -> models.preview("group", several(Set.of("group"))));
            refused(Problem.Kind.INVALID, () -> models.preview("brand", several(Set.of("group"))));
            refused(Problem.Kind.INVALID, () -> models.preview("group", several(Set.of("nowhere"))));
            refused(
                    Problem.Kind.INVALID,
                    () -> models.preview(
                            "group", new EngagementModelSetting(EngagementModel.CENTRALISED, Set.of("brand"))));
            assertThat(models.preview("group", several(Set.of("brand"))).after())
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void whoIsAbove_isNotTold_toThoseWhoSeeOnlyWhatIsBelow(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            RememberedTree tree = tree(database);
            JdbcModels all = models(tree, FixedAccess.everything());
            all.apply("group", HUB, all.preview("group", HUB).fingerprint());
            JdbcModels models =
                    models(tree, FixedAccess.at(Set.of("brand", "shop"), "accounts:read", "accounts:write"));
            assertThat(models.inForce("shop")).containsExactly(new InForce(null, HUB, null));
            refused(Problem.Kind.NOT_FOUND, () -> models.inForce("group"));
            refused(Problem.Kind.NOT_FOUND, () -> models.preview("group", null));
            refused(Problem.Kind.NOT_FOUND, () -> models.apply("group", null, "x"));
        }
    }

    private static EngagementModelSetting several(Set<String> hubs) {
        return new EngagementModelSetting(EngagementModel.MULTIPLE_HUB_AND_SPOKE, hubs);
    }

    private static void refused(Problem.Kind kind, Runnable work) {
        assertThatExceptionOfType(Problem.class).isThrownBy(work::run).satisfies(problem -> assertThat(problem.kind())
                .isEqualTo(kind));
    }
}
