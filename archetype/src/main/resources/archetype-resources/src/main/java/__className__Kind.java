package ${package};

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.http.HttpAddress;

/** What channels of this type can do, known before there is one. */
@Component
@ConnectorType(${className}Kind.TYPE)
public final class ${className}Kind implements ConnectorKind {
    static final String TYPE = "${connector}";

    static final Set<Ability> ABILITIES = Set.of(Ability.LISTEN, Ability.PUBLISH, Ability.REPLY);

    static final PostLimits LIMITS =
            new PostLimits(new PostLimits.TextLimit(500, PostLimits.Unit.CODE_POINTS, 0), List.of(), 0);

    @Override
    public String title() {
        return "${className}";
    }

    @Override
    public Set<Ability> abilities() {
        return ABILITIES;
    }

    @Override
    public PostLimits limits() {
        return LIMITS;
    }

    @Override
    public void check(Map<String, String> settings) {
        if (settings.getOrDefault("token", "").isBlank()) {
            throw Problem.invalid("token", "The token is missing.", "Make one in the settings of the account.");
        }
        try {
            HttpAddress.parse(settings.getOrDefault("server", ""));
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid("server", String.valueOf(wrong.getMessage()), "Correct the address.");
        }
    }
}
