package org.rostrum.integration;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * How much a file of routes may ask for. Looked at before anything is made of it: a thousand signs with aliases of aliases can
 * stand for millions of steps, and each of ten thousand timers has a thread.
 */
final class RouteFileLimits {
    static final int MOST_ENTRIES = 200;
    static final int MOST_NODES = 50_000;
    static final int DEEPEST = 100;

    private final Map<Anchor, Long> sizes = new HashMap<>();
    private final Deque<Level> open = new ArrayDeque<>();
    private long entries;

    /** A list or map that has not ended. */
    private static final class Level {
        private final CollectionStartEvent start;
        private long nodes = 1;

        Level(CollectionStartEvent start) {
            this.start = start;
        }
    }

    private RouteFileLimits() {}

    /** @throws IllegalArgumentException with words for people */
    static void check(byte[] content) {
        LoadSettings settings =
                LoadSettings.builder().setMaxAliasesForCollections(MOST_NODES).build();
        RouteFileLimits limits = new RouteFileLimits();
        try {
            for (Event event : new Parse(settings).parseInputStream(new ByteArrayInputStream(content))) {
                limits.count(event);
            }
        } catch (YamlEngineException broken) {
            // Camel says more of it
            return;
        }
    }

    private void count(Event event) {
        if (event instanceof CollectionStartEvent start) {
            open.push(new Level(start));
            if (open.size() > DEEPEST) {
                throw new IllegalArgumentException("It is nested more than " + DEEPEST + " levels deep" + place(event)
                        + ": call other routes by direct: instead.");
            }
        } else if (event instanceof CollectionEndEvent) {
            Level ended = open.pop();
            ended(ended.start.getAnchor().orElse(null), ended.nodes, ended.start);
        } else if (event instanceof AliasEvent alias) {
            ended(null, sizes.getOrDefault(alias.getAlias(), 1L), event);
        } else if (event instanceof NodeEvent single) {
            ended(single.getAnchor().orElse(null), 1, event);
        }
    }

    private void ended(@Nullable Anchor anchor, long nodes, Event event) {
        if (anchor != null) {
            sizes.put(anchor, nodes);
        }
        if (open.size() == 1 && ++entries > MOST_ENTRIES) {
            throw new IllegalArgumentException("It has more than " + MOST_ENTRIES + " entries" + place(event)
                    + ": spread them over several files.");
        }
        Level outer = open.peek();
        if (outer != null) {
            outer.nodes += nodes;
            if (outer.nodes > MOST_NODES) {
                throw new IllegalArgumentException("It stands for more than " + MOST_NODES + " values" + place(event)
                        + ", with what its aliases repeat: leave them out, or spread it over several files.");
            }
        }
    }

    private static String place(Event event) {
        Optional<org.snakeyaml.engine.v2.exceptions.Mark> mark = event.getStartMark();
        return mark.map(start -> " (line " + (start.getLine() + 1) + ")").orElse("");
    }
}
