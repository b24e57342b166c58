package org.rostrum.plugins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a bundle needs to be resolved, said for people. */
final class Requirements {
    private static final Pattern FROM = Pattern.compile("(?<!!)\\((?:bundle-)?version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\((?:bundle-)?version>=([^)]+)\\)\\)");

    private final BundleContext context;

    Requirements(BundleContext context) {
        this.context = context;
    }

    /** Why a bundle is not resolved. */
    String whyNotResolved(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        List<String> missing = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (!isNeeded(requirement)) {
                continue;
            }
            Collection<BundleCapability> providers = wiring.findProviders(requirement);
            if (providers.isEmpty()) {
                missing.add(describe(requirement));
            } else if (providers.stream().allMatch(Requirements::isUnresolved)) {
                waiting.add(describe(requirement) + " of "
                        + providers.iterator().next().getRevision().getSymbolicName());
            }
        }
        if (!missing.isEmpty()) {
            return "It needs what nothing here offers: " + String.join("; ", missing) + ".";
        }
        return waiting.isEmpty()
                ? "What it needs is here, but not all of it together; bundle:diag " + bundle.getBundleId()
                        + " at the shell says more."
                : "It needs what is here but is not resolved itself: " + String.join("; ", waiting) + ".";
    }

    private static boolean isUnresolved(BundleCapability capability) {
        return capability.getRevision().getBundle().getState() == Bundle.INSTALLED;
    }

    private static boolean isNeeded(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String resolution = directives.get(Constants.RESOLUTION_DIRECTIVE);
        return !Constants.RESOLUTION_OPTIONAL.equals(resolution)
                && !"dynamic".equals(resolution)
                && directives
                        .getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE)
                        .equals(Constants.EFFECTIVE_RESOLVE);
    }

    private String describe(BundleRequirement requirement) {
        String namespace = requirement.getNamespace();
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        Matcher named = Pattern.compile("\\(" + Pattern.quote(namespace) + "=([^)]+)\\)")
                .matcher(filter);
        String name = named.find() ? named.group(1) : "";
        return switch (namespace) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "the package " + name + range(filter) + others(namespace, name);
            case BundleNamespace.BUNDLE_NAMESPACE -> "the bundle " + name + range(filter) + others(namespace, name);
            case HostNamespace.HOST_NAMESPACE -> "the bundle " + name + range(filter) + ", which it is a fragment of"
                    + others(namespace, name);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> "another version of Java (" + filter
                    + "); this is " + Runtime.version().feature();
            default -> namespace + (filter.isEmpty() ? "" : " " + filter);
        };
    }

    private static String range(String filter) {
        Matcher from = FROM.matcher(filter.replaceAll("\\(!\\([^)]*\\)\\)", ""));
        Matcher below = BELOW.matcher(filter);
        String words = from.find() && !from.group(1).matches("0(\\.0)*") ? " from version " + from.group(1) : "";
        return below.find() ? words + (words.isEmpty() ? " of a version" : "") + " below " + below.group(1) : words;
    }

    /** In which versions it is here all the same. */
    private String others(String namespace, String name) {
        TreeSet<String> versions = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision == null) {
                continue;
            }
            for (BundleCapability capability : revision.getDeclaredCapabilities(namespace)) {
                Map<String, Object> attributes = capability.getAttributes();
                if (name.equals(attributes.get(namespace))) {
                    Object version = attributes.get(
                            namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)
                                    ? Constants.VERSION_ATTRIBUTE
                                    : Constants.BUNDLE_VERSION_ATTRIBUTE);
                    versions.add(String.valueOf(version));
                }
            }
        }
        return versions.isEmpty() ? "" : " (here in version " + String.join(", ", versions) + ")";
    }
}
