package org.rostrum.engagement.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.engagement.RoutingRule;
import org.rostrum.api.engagement.RuleAction;

/**
 * Says whether the adapters are there that rules name. A rule may be written before its adapter is installed, and what it makes
 * waits in the outbox until then: that is worth a warning, and no reason to refuse the rule.
 */
@Component(service = RuleAdapters.class)
public final class RuleAdapters {
    /** An adapter as it is at this moment. */
    record Present(String adapter, Collection<String> kinds) {}

    private final Supplier<List<Present>> present;

    @Activate
    public RuleAdapters(BundleContext context) {
        this(() -> look(context));
    }

    RuleAdapters(Supplier<List<Present>> present) {
        this.present = present;
    }

    /** Looked up each time: an adapter may need what needs the rules, and DS would have them wait for each other. */
    private static List<Present> look(BundleContext context) {
        List<Present> found = new ArrayList<>();
        try {
            for (ServiceReference<DeliveryTarget> reference :
                    context.getServiceReferences(DeliveryTarget.class, null)) {
                DeliveryTarget target = context.getService(reference);
                if (target != null) {
                    found.add(new Present(target.adapter(), target.kinds()));
                    context.ungetService(reference);
                }
            }
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        return found;
    }

    /** What a delivery of a rule is to the outbox. */
    static String kind(RuleAction action) {
        return switch (action) {
            case LEAD, TICKET -> action.name().toLowerCase(Locale.ROOT);
            case NOTICE -> "mail";
            case INBOX -> throw new IllegalArgumentException("Nothing leaves");
        };
    }

    /** The adapters that are here now and take deliveries of a kind. */
    public Set<String> taking(String kind) {
        return present.get().stream()
                .filter(target -> target.kinds().contains(kind))
                .map(Present::adapter)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** For people: what keeps the deliveries of a rule waiting; empty when nothing does. */
    public Optional<String> warning(RoutingRule rule) {
        if (!rule.enabled() || rule.action() == RuleAction.INBOX) {
            return Optional.empty();
        }
        String kind = kind(rule.action());
        Set<String> able = taking(kind);
        String adapter = rule.adapter();
        if (adapter == null ? !able.isEmpty() : able.contains(adapter)) {
            return Optional.empty();
        }
        String others = able.isEmpty()
                ? "None is here that does."
                : "Those that do: " + able.stream().limit(20).collect(Collectors.joining(", ")) + ".";
        return Optional.of((adapter == null
                        ? "No adapter that is here takes deliveries of the kind \"" + kind + "\"."
                        : "No adapter \"" + adapter + "\" is here that takes deliveries of the kind \"" + kind + "\". "
                                + others)
                + " What the rule makes waits in the outbox until there is one.");
    }
}
