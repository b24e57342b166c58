package org.rostrum.channels.connectors;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.RateLimits;

/** The connector type {@code probe} with a setting of every sort. */
public final class Probes {
    public static final String ATTRIBUTES =
            """
            <AD id="url" name="%url" description="%where" type="String" required="true"/>
            <AD id=".password" name="Password" type="Password" required="false"/>
            <AD id="direction" type="String" required="false" default="inbound">
              <Option label="Others" value="inbound"/><Option label="We" value="outbound"/>
            </AD>
            <AD id="timeout" type="Integer" required="true" default="15" min="1" max="40"/>
            <AD id="most" type="Long" required="false"/>
            <AD id="weight" type="Double" required="false" min="0.5"/>
            <AD id="deep" type="Boolean" required="false" default="false"/>
            <AD id="words" type="String" cardinality="3" required="false"/>
            """;

    private Probes() {}

    public static class Kind implements ConnectorKind {
        @Override
        public String title() {
            return "Probe";
        }

        @Override
        public Set<Ability> abilities() {
            return Set.of(Ability.LISTEN, Ability.PUBLISH, Ability.REPLY, Ability.MEDIA, Ability.WEBHOOK);
        }

        @Override
        public PostLimits limits() {
            return new PostLimits(
                    new PostLimits.TextLimit(300, PostLimits.Unit.GRAPHEMES, 0),
                    List.of(new PostLimits.MediaLimit("image/*", 1_000_000, 4)),
                    4);
        }

        @Override
        public RateLimits rates() {
            return new RateLimits(
                    List.of(
                            new RateLimits.Limit("app", 100, Duration.ofMinutes(5), RateLimits.Scope.APP),
                            new RateLimits.Limit("channel", 10, Duration.ofMinutes(1), RateLimits.Scope.CHANNEL)),
                    Map.of(Ability.PUBLISH, 3));
        }

        @Override
        public void check(Map<String, String> settings) {
            if (String.valueOf(settings.get("url")).startsWith("ftp:")) {
                throw Problem.invalid("url", "This is no web address.", "Begin it with https:.");
            }
            String password = settings.getOrDefault("password", "");
            if (password.startsWith("tell-")) {
                throw Problem.invalid("password", password + " is not good.", "Take another than " + password + ".");
            }
            if ("letmein".equals(settings.get("password"))) {
                throw Problem.invalid("password", "This one everybody knows.", "Think of another.");
            }
        }
    }

    public static ConnectorKinds installed(Path folder) {
        return Installed.with("probe", new Kind(), Installed.metatype(folder, "probe", ATTRIBUTES));
    }
}
