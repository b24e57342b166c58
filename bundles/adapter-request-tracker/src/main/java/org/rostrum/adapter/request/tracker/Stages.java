package org.rostrum.adapter.request.tracker;

import org.rostrum.spi.cases.StageNames;

/** What the states of tickets mean; queues may have states of their own. */
final class Stages {
    private Stages() {}

    /** @throws IllegalArgumentException in words for people, naming the setting */
    static StageNames named(String setting) {
        try {
            return new StageNames(setting);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(TrackerRest.setting("stages") + wrong.getMessage(), wrong);
        }
    }
}
