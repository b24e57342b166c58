package org.rostrum.accounts.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.accounts.EngagementModel;
import org.rostrum.api.accounts.EngagementModel.RightsGroup;
import org.rostrum.api.accounts.EngagementModelSetting;
import org.rostrum.api.accounts.RightsCeiling;
import org.rostrum.testkit.MemoryAccountTree;

class CeilingsTest {
    private static final List<String> PERMISSIONS = List.of(
            "routing-rules:write",
            "routing-rules:read",
            "channels:write",
            "channels:read",
            "imports:write",
            "report-schedules:write",
            "publications:publish",
            "publications:approve",
            "grants:write",
            "archive:read",
            "*",
            "channels:*",
            "*:write");

    /** group with brand (a further hub) with franchise, and other; elsewhere is outside. */
    private final MemoryAccountTree tree = new MemoryAccountTree()
            .with("group", null)
            .with("brand", "group")
            .with("franchise", "brand")
            .with("other", "group")
            .with("elsewhere", null);

    private static Ceilings chosen(EngagementModel model) {
        Set<String> hubs = model == EngagementModel.MULTIPLE_HUB_AND_SPOKE ? Set.of("brand") : Set.of();
        return new Ceilings(Map.of("group", new EngagementModelSetting(model, hubs)));
    }

    /** Whether the holder of the permission at `held` can exercise it at `at`. */
    private boolean may(Ceilings ceilings, String permission, String held, String at) {
        return ceilings.exercised(permission, tree.lineage(at)).contains(held);
    }

    /** Held at the hub, at a spoke, at a further hub, below the further hub, outside. */
    @ParameterizedTest
    @CsvSource({
        "DECENTRALISED, routing-rules:write, true, true, true, true",
        "DECENTRALISED, channels:write, true, true, true, true",
        "CENTRALISED, routing-rules:write, true, false, false, false",
        "CENTRALISED, channels:write, true, false, false, false",
        "CENTRALISED, imports:write, true, false, false, false",
        "CENTRALISED, report-schedules:write, true, false, false, false",
        "CENTRALISED, publications:publish, true, false, false, false",
        "CENTRALISED, archive:read, true, true, true, true",
        "CENTRALISED, channels:read, true, true, true, true",
        "CENTRALISED, grants:write, true, true, true, true",
        "HUB_AND_SPOKE, routing-rules:write, true, false, false, false",
        "HUB_AND_SPOKE, publications:approve, true, false, false, false",
        "HUB_AND_SPOKE, publications:publish, true, true, true, true",
        "HUB_AND_SPOKE, channels:write, true, true, true, true",
        "HUB_AND_SPOKE, report-schedules:write, true, true, true, true",
        "MULTIPLE_HUB_AND_SPOKE, routing-rules:write, true, false, true, false",
        "MULTIPLE_HUB_AND_SPOKE, channels:write, true, true, true, true",
        "HONEYCOMB, routing-rules:write, true, true, true, true",
        "HONEYCOMB, channels:write, true, true, true, true"
    })
    void models_withhold_whatIsHeldBelowTheHub(
            EngagementModel model,
            String permission,
            boolean hub,
            boolean spoke,
            boolean furtherHub,
            boolean belowFurtherHub) {
        Ceilings ceilings = chosen(model);
        for (String at : List.of("group", "brand", "franchise", "other")) {
            assertThat(may(ceilings, permission, "group", at))
                    .as("hub at " + at)
                    .isEqualTo(hub);
        }
        assertThat(may(ceilings, permission, "other", "other")).isEqualTo(spoke);
        assertThat(may(ceilings, permission, "brand", "brand")).isEqualTo(furtherHub);
        assertThat(may(ceilings, permission, "brand", "franchise")).isEqualTo(furtherHub);
        assertThat(may(ceilings, permission, "franchise", "franchise")).isEqualTo(belowFurtherHub);
        assertThat(may(ceilings, permission, "elsewhere", "elsewhere")).isTrue();
        assertThat(may(ceilings, permission, "group", "elsewhere")).isFalse();
    }

    @Test
    void oneBelow_canWithholdMore_neverLess() {
        Ceilings ceilings = new Ceilings(Map.of(
                "group", new EngagementModelSetting(EngagementModel.HUB_AND_SPOKE, Set.of()),
                "brand", new EngagementModelSetting(EngagementModel.DECENTRALISED, Set.of())));
        assertThat(may(ceilings, "routing-rules:write", "brand", "brand")).isFalse();
        Ceilings more = new Ceilings(Map.of(
                "group", new EngagementModelSetting(EngagementModel.HUB_AND_SPOKE, Set.of()),
                "brand", new EngagementModelSetting(EngagementModel.CENTRALISED, Set.of())));
        assertThat(may(more, "channels:write", "franchise", "franchise")).isFalse();
        assertThat(may(more, "channels:write", "brand", "franchise")).isTrue();
        assertThat(may(more, "routing-rules:write", "brand", "franchise")).isFalse();
        assertThat(more.ceiling("routing-rules:write", tree.lineage("franchise")))
                .contains(new RightsCeiling(EngagementModel.HUB_AND_SPOKE, "group", "group"));
        assertThat(more.ceiling("channels:write", tree.lineage("franchise")))
                .contains(new RightsCeiling(EngagementModel.CENTRALISED, "brand", "brand"));
        assertThat(more.ceiling("archive:read", tree.lineage("franchise"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*:*", "channels:*", "channels:read,write", "*:write", "channels:write:x", "channels"})
    void wildcards_areWithheld_withWhatTheyHoldOf(String permission) {
        assertThat(may(chosen(EngagementModel.CENTRALISED), permission, "other", "other"))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(RightsGroup.class)
    void groups_nameWhatIsGoverned(RightsGroup group) {
        assertThat(group.permissions()).allSatisfy(permission -> assertThat(Ceilings.governed(permission))
                .containsExactly(group));
    }

    /** Over random trees, grants and models: what counts under a model counted without it, and more models never give more. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noModel_everAddsARight(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            MemoryAccountTree grown = new MemoryAccountTree();
            List<String> accounts = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(15); i++) {
                String parent = accounts.isEmpty() || random.nextInt(6) == 0 ? null : any(random, accounts);
                grown.with("a" + i, parent);
                accounts.add("a" + i);
            }
            Set<String> grants = new HashSet<>();
            accounts.stream().filter(account -> random.nextInt(3) == 0).forEach(grants::add);
            Map<String, EngagementModelSetting> models = new HashMap<>();
            Ceilings before = Ceilings.NONE;
            for (int i = 0; i < 4; i++) {
                models.put(any(random, accounts), setting(random, accounts));
                Ceilings after = new Ceilings(models);
                for (String account : accounts) {
                    List<String> lineage = grown.lineage(account);
                    for (String permission : PERMISSIONS) {
                        List<String> exercised = after.exercised(permission, lineage);
                        assertThat(lineage).endsWith(exercised.toArray(String[]::new));
                        assertThat(exercised).as("somebody above always may").isNotEmpty();
                        boolean held = lineage.stream().anyMatch(grants::contains);
                        boolean counts = exercised.stream().anyMatch(grants::contains);
                        assertThat(held || !counts).isTrue();
                        if (models.size() > before.models().size()) {
                            assertThat(before.exercised(permission, lineage))
                                    .endsWith(exercised.toArray(String[]::new));
                        }
                        if (!after.bounded(permission)) {
                            assertThat(exercised).isEqualTo(lineage);
                        }
                    }
                }
                before = after;
            }
        }
    }

    private static EngagementModelSetting setting(Random random, List<String> accounts) {
        EngagementModel model = EngagementModel.values()[random.nextInt(EngagementModel.values().length)];
        return new EngagementModelSetting(
                model, model == EngagementModel.MULTIPLE_HUB_AND_SPOKE ? Set.of(any(random, accounts)) : Set.of());
    }

    private static String any(Random random, List<String> accounts) {
        return accounts.get(random.nextInt(accounts.size()));
    }
}
