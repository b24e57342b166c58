package org.rostrum.channels.connectors;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** Reads what a bundle says of the settings of its connectors. */
final class Metatype {
    private static final String FOLDER = "OSGI-INF/metatype";

    private final MetaTypeService service;

    Metatype(MetaTypeService service) {
        this.service = service;
    }

    /** @return {@link Definition#NONE} when the bundle has no definition for the PID */
    Definition read(Bundle bundle, String pid, @Nullable Locale locale) {
        MetaTypeInformation information = service.getMetaTypeInformation(bundle);
        if (information == null || !List.of(information.getFactoryPids()).contains(pid)) {
            return Definition.NONE;
        }
        ObjectClassDefinition found =
                information.getObjectClassDefinition(pid, locale == null ? null : locale.toString());
        Set<String> required = new HashSet<>();
        for (AttributeDefinition attribute : attributes(found, ObjectClassDefinition.REQUIRED)) {
            required.add(attribute.getID());
        }
        Map<String, AD> raw = raw(bundle, pid);
        List<Setting> settings = new ArrayList<>();
        for (AttributeDefinition attribute : attributes(found, ObjectClassDefinition.ALL)) {
            settings.add(setting(attribute, required.contains(attribute.getID()), raw.get(attribute.getID())));
        }
        return new Definition(text(found.getName()), text(found.getDescription()), settings);
    }

    private static List<AttributeDefinition> attributes(ObjectClassDefinition definition, int filter) {
        AttributeDefinition[] found = definition.getAttributeDefinitions(filter);
        return found == null ? List.of() : List.of(found);
    }

    /** The service tells whether a value is within its bounds, not what they are. */
    private static Map<String, AD> raw(Bundle bundle, String pid) {
        Map<String, AD> attributes = new HashMap<>();
        Enumeration<URL> files = bundle.findEntries(FOLDER, "*.xml", false);
        for (URL file : files == null ? List.<URL>of() : Collections.list(files)) {
            try {
                MetaData data = new MetaDataReader().parse(file);
                for (Designate designate : all(data.getDesignates(), Designate.class)) {
                    if (pid.equals(designate.getFactoryPid())) {
                        @Nullable
                        OCD definition = (OCD) data.getObjectClassDefinitions()
                                .get(designate.getObject().getOcdRef());
                        Map<?, ?> found = definition == null ? null : definition.getAttributeDefinitions();
                        if (found != null) {
                            all(found.values(), AD.class).forEach(one -> attributes.put(one.getID(), one));
                        }
                    }
                }
            } catch (IOException broken) {
                throw new IllegalStateException(file.getPath() + " cannot be read: " + broken.getMessage(), broken);
            }
        }
        return attributes;
    }

    /** Felix speaks in collections without types. */
    private static <T> List<T> all(@Nullable Iterable<?> untyped, Class<T> type) {
        List<T> typed = new ArrayList<>();
        if (untyped != null) {
            untyped.forEach(one -> typed.add(Objects.requireNonNull(type.cast(one))));
        }
        return typed;
    }

    private static Setting setting(AttributeDefinition attribute, boolean required, @Nullable AD raw) {
        int cardinality = attribute.getCardinality();
        int most = cardinality == Integer.MIN_VALUE ? Integer.MAX_VALUE : Math.abs(cardinality);
        String[] defaults = attribute.getDefaultValue();
        String title = text(attribute.getName());
        Setting.Type type = type(attribute.getType());
        String name = name(attribute.getID(), type);
        return new Setting(
                name,
                title.isBlank() ? name : title,
                text(attribute.getDescription()),
                type,
                most,
                required && defaults == null,
                defaults == null ? List.of() : List.of(defaults),
                choices(attribute),
                raw == null ? null : number(raw.getMin()),
                raw == null ? null : number(raw.getMax()));
    }

    /** Of secrets without the mark that keeps them private. */
    private static String name(String id, Setting.Type type) {
        boolean isPrivate = id.startsWith(Setting.PRIVATE);
        if (type == Setting.Type.SECRET && !isPrivate) {
            throw new IllegalArgumentException("Its setting \"" + id
                    + "\" is a secret that everybody could read as a property of" + " the service: call it \""
                    + Setting.privateProperty(id) + "\" (the method _" + id + "()).");
        }
        if (type != Setting.Type.SECRET && isPrivate) {
            throw new IllegalArgumentException(
                    "Its setting \"" + id + "\" has the name of a secret and is none: give it the type"
                            + " PASSWORD, or a name without the full stop.");
        }
        return isPrivate ? id.substring(Setting.PRIVATE.length()) : id;
    }

    private static Setting.Type type(int type) {
        return switch (type) {
            case AttributeDefinition.PASSWORD -> Setting.Type.SECRET;
            case AttributeDefinition.BOOLEAN -> Setting.Type.TRUTH;
            case AttributeDefinition.INTEGER, AttributeDefinition.SHORT, AttributeDefinition.BYTE -> Setting.Type
                    .INTEGER;
            case AttributeDefinition.LONG -> Setting.Type.LONG;
            case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> Setting.Type.NUMBER;
            default -> Setting.Type.TEXT;
        };
    }

    private static List<Setting.Choice> choices(AttributeDefinition attribute) {
        String[] values = attribute.getOptionValues();
        String[] labels = attribute.getOptionLabels();
        List<Setting.Choice> choices = new ArrayList<>();
        for (int i = 0; values != null && i < values.length; i++) {
            choices.add(new Setting.Choice(values[i], labels == null || i >= labels.length ? values[i] : labels[i]));
        }
        return choices;
    }

    private static @Nullable BigDecimal number(@Nullable String bound) {
        try {
            return bound == null || bound.isBlank() ? null : new BigDecimal(bound.strip());
        } catch (NumberFormatException none) {
            throw new IllegalStateException("\"" + bound + "\" is no bound that a setting can have.", none);
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
