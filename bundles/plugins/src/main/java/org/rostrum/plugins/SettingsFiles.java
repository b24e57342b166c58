package org.rostrum.plugins;

import java.io.IOException;
import java.lang.reflect.Array;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rostrum.api.plugin.SettingsAdvice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the files of settings with the definitions of the bundles that read them. */
@Component(service = SettingsAdvice.class)
public final class SettingsFiles implements SettingsAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFiles.class);
    private static final String FOLDER = "OSGI-INF/metatype";
    /** Set by whoever reads the files. */
    private static final String FILE = "felix.fileinstall.filename";

    private final BundleContext context;

    @Activate
    public SettingsFiles(BundleContext context) {
        this.context = context;
    }

    /** @param factory whether there may be many configurations of this kind */
    private record Definition(String pid, boolean factory, List<SettingRule> settings) {}

    @Override
    public Optional<String> missing(long bundleId, List<String> pids) {
        List<Definition> definitions = definitions(bundleId, pids);
        if (definitions.isEmpty() || definitions.stream().anyMatch(Definition::factory)) {
            return Optional.empty();
        }
        return Optional.of(definitions.stream().map(SettingsFiles::invitation).collect(Collectors.joining(" ")));
    }

    private static String invitation(Definition definition) {
        String needed = definition.settings().stream()
                .filter(SettingRule::isNeeded)
                .map(SettingRule::described)
                .collect(Collectors.joining(", "));
        String possible = definition.settings().stream()
                .filter(rule -> !rule.isNeeded())
                .map(SettingRule::described)
                .collect(Collectors.joining(", "));
        return "It waits for its settings: write the file etc/" + definition.pid() + ".cfg"
                + (needed.isEmpty() ? "" : " with " + needed)
                + (possible.isEmpty() ? "" : "; it may have " + possible) + ".";
    }

    @Override
    public Optional<String> mistakes(long bundleId, List<String> pids, Map<String, ?> values) {
        List<String> mistakes = new ArrayList<>();
        for (Definition definition : definitions(bundleId, pids)) {
            for (SettingRule rule : definition.settings()) {
                texts(values.get(rule.name())).stream()
                        .flatMap(text -> rule.objection(text).stream())
                        .findFirst()
                        .ifPresent(objection -> mistakes.add(file(definition, values) + ": " + objection + "."));
            }
        }
        return mistakes.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", mistakes));
    }

    private static String file(Definition definition, Map<String, ?> values) {
        if (values.get(FILE) instanceof String address) {
            return "etc/" + address.substring(address.lastIndexOf('/') + 1);
        }
        return definition.factory()
                ? "The configuration " + Objects.requireNonNullElse(values.get("service.pid"), definition.pid())
                : "etc/" + definition.pid() + ".cfg";
    }

    private static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Collection<?> many) {
            many.forEach(one -> texts.add(String.valueOf(one)));
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                texts.add(String.valueOf(Array.get(value, i)));
            }
        } else if (value != null) {
            texts.add(value.toString());
        }
        return texts;
    }

    private List<Definition> definitions(long bundleId, List<String> pids) {
        List<Definition> found = new ArrayList<>();
        Bundle bundle = context.getBundle(bundleId);
        Enumeration<URL> files = bundle == null ? null : bundle.findEntries(FOLDER, "*.xml", false);
        for (URL file : files == null ? List.<URL>of() : Collections.list(files)) {
            try {
                MetaData data = new MetaDataReader().parse(file);
                for (Designate designate : all(data.getDesignates(), Designate.class)) {
                    boolean factory = designate.getFactoryPid() != null;
                    String pid = factory ? designate.getFactoryPid() : designate.getPid();
                    if (pids.contains(pid)) {
                        found.add(new Definition(pid, factory, settings(data, designate)));
                    }
                }
            } catch (IOException unreadable) {
                LOG.debug("The definition {} of {} cannot be read", file, bundle, unreadable);
            }
        }
        return found;
    }

    private static List<SettingRule> settings(MetaData data, Designate designate) {
        @Nullable
        OCD definition =
                (OCD) data.getObjectClassDefinitions().get(designate.getObject().getOcdRef());
        Map<?, ?> attributes = definition == null ? null : definition.getAttributeDefinitions();
        return attributes == null
                ? List.of()
                : all(attributes.values(), AD.class).stream()
                        .map(SettingRule::new)
                        .toList();
    }

    /** Felix speaks in collections without types. */
    private static <T> List<T> all(@Nullable Iterable<?> untyped, Class<T> type) {
        List<T> typed = new ArrayList<>();
        if (untyped != null) {
            untyped.forEach(one -> typed.add(Objects.requireNonNull(type.cast(one))));
        }
        return typed;
    }
}
