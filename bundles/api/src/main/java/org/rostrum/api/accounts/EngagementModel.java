package org.rostrum.api.accounts;

import java.util.Set;

/**
 * How the social engagement of an organisation is organised (after Jeremiah Owyang), for an account and all below it. A model
 * withholds groups of rights from those who hold them only below the hub; none ever gives a right.
 */
public enum EngagementModel {
    /** Everybody for themselves: nothing is withheld. */
    DECENTRALISED,
    /** One team does it all: everything that is governed is withheld below the account. */
    CENTRALISED(RightsGroup.values()),
    /** The hub makes the rules and approves, spokes do the work. */
    HUB_AND_SPOKE(RightsGroup.POLICY, RightsGroup.APPROVAL),
    /** The same with several hubs, each for what is below it. */
    MULTIPLE_HUB_AND_SPOKE(RightsGroup.POLICY, RightsGroup.APPROVAL),
    /** Everybody acts, and sees what the others do: nothing is withheld, seeing is given by grants. */
    HONEYCOMB;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<RightsGroup> withheld;

    EngagementModel(RightsGroup... withheld) {
        this.withheld = Set.of(withheld);
    }

    /** What counts only when it is held at the hub or above. */
    public Set<RightsGroup> withheld() {
        return withheld;
    }

    /** Rights that a model withholds together. */
    public enum RightsGroup {
        /** Who decides what happens with which message. */
        POLICY(true, "routing-rules:write"),
        /** Who connects networks and takes files in. */
        CHANNELS(true, "channels:write", "imports:write"),
        /** Who sets what is reported to whom. */
        SCHEDULES(true, "report-schedules:write"),
        /** Who publishes; kept, and without effect until this server can publish. */
        PUBLISHING(false, "publications:publish"),
        /** Who approves; kept, and without effect until this server can publish. */
        APPROVAL(false, "publications:approve");

        private final boolean effective;

        @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
        private final Set<String> permissions;

        RightsGroup(boolean effective, String... permissions) {
            this.effective = effective;
            this.permissions = Set.of(permissions);
        }

        /** Whether anything of this server asks for these rights today. */
        public boolean effective() {
            return effective;
        }

        /** {@code capability:action} without wildcards. */
        public Set<String> permissions() {
            return permissions;
        }
    }
}
