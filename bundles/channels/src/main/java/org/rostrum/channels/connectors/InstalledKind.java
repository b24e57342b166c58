package org.rostrum.channels.connectors;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.RateLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connector type as its plugin described it when it came; asked once, so that a plugin that fails later harms nobody. */
public final class InstalledKind {
    /** What PIDs of connectors begin with. */
    public static final String PID_PREFIX = "org.rostrum.connector.";

    private static final Logger LOG = LoggerFactory.getLogger(InstalledKind.class);
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private final String type;
    private final ConnectorKind kind;
    private final Bundle bundle;
    private final Metatype metatype;
    private final String title;
    private final Set<Ability> abilities;
    private final PostLimits limits;
    private final RateLimits rates;
    private final Definition definition;

    /** @throws RuntimeException when the plugin says nothing that can be used, with the reason as its message */
    InstalledKind(@Nullable Object type, ConnectorKind kind, Bundle bundle, Metatype metatype) {
        if (!(type instanceof String name) || !TYPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    type == null
                            ? "It names no type: the service property " + Connector.TYPE
                                    + " is missing (annotate the class with @ConnectorType)."
                            : "\"" + type
                                    + "\" is no connector type: a lower-case letter, then lower-case letters, digits"
                                    + " and hyphens, at most 64 in all.");
        }
        if (name.equals(ConnectorKinds.IMPORT)) {
            throw new IllegalArgumentException("\"" + name + "\" is the platform's own type.");
        }
        this.type = name;
        this.kind = kind;
        this.bundle = bundle;
        this.metatype = metatype;
        this.title = Objects.requireNonNull(kind.title(), "It has no title.");
        this.abilities = Set.copyOf(Objects.requireNonNull(kind.abilities(), "It has no abilities."));
        this.limits = Objects.requireNonNull(kind.limits(), "Its limits are missing.");
        this.rates = Objects.requireNonNull(kind.rates(), "Its rates are missing.");
        this.definition = metatype.read(bundle, pid(), null);
    }

    public String type() {
        return type;
    }

    String pid() {
        return PID_PREFIX + type;
    }

    public String title() {
        return title;
    }

    public Set<Ability> abilities() {
        return abilities;
    }

    public PostLimits limits() {
        return limits;
    }

    public RateLimits rates() {
        return rates;
    }

    Bundle plugin() {
        return bundle;
    }

    public String bundle() {
        return String.valueOf(bundle.getSymbolicName());
    }

    public String version() {
        return bundle.getVersion().toString();
    }

    /** Its settings. */
    public Definition definition() {
        return definition;
    }

    /** Its settings in the words of a language, as far as the plugin knows it. */
    public Definition definition(@Nullable Locale locale) {
        try {
            return locale == null ? definition : metatype.read(bundle, pid(), locale);
        } catch (RuntimeException goingAway) {
            LOG.debug("The words of {} could not be read", type, goingAway);
            return definition;
        }
    }

    /**
     * @param settings all of them, with secrets
     * @return the same, as they are kept
     * @throws Problem INVALID whose field is {@code settings.<name>}
     */
    public Map<String, String> check(Map<String, String> settings) {
        Map<String, String> read = new SettingsCheck(type, definition).read(settings);
        try {
            kind.check(new TreeMap<>(read));
        } catch (Problem told) {
            Map<String, String> secrets = new TreeMap<>(read);
            secrets.keySet().retainAll(definition.secrets());
            Problem wrong = Masked.problem(told, secrets.values());
            String field = wrong.field();
            throw field == null ? wrong.withField("settings") : wrong.withField("settings." + field);
        }
        return read;
    }

    /**
     * Required settings, secrets aside, that these have no value for: a newer version of the plugin may need what channels do not
     * have yet.
     */
    public List<String> lacks(Map<String, String> settings) {
        return definition.settings().stream()
                .filter(setting -> setting.required()
                        && setting.type() != Setting.Type.SECRET
                        && setting.defaults().isEmpty()
                        && settings.getOrDefault(setting.name(), "").isBlank())
                .map(Setting::name)
                .toList();
    }
}
