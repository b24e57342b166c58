package org.rostrum.channels.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rostrum.channels.connectors.Definition;
import org.rostrum.channels.connectors.InstalledKind;
import org.rostrum.channels.connectors.SettingsSchema;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.RateLimits;

/** A connector type as JSON. */
public record ConnectorView(
        @Schema(description = "By which channels name it") String type,
        String title,
        @Schema(description = "What it is, in the asker's language if the plugin knows it") String description,
        @Schema(description = "What channels of this type can do at most") List<String> abilities,
        @Schema(description = "What the network accepts in one post") PostLimitsView limits,
        @Schema(description = "How often the network may be asked") RatesView rates,
        @Schema(description = "Symbolic name of the bundle that brings it") String bundle,
        String version,
        @Schema(
                        description =
                                "JSON Schema (2020-12) of the settings of its channels. What is writeOnly is a secret and"
                                        + " is never told; x-order is the place in a form",
                        example =
                                "{\"type\":\"object\",\"properties\":{\"url\":{\"type\":\"string\",\"title\":\"Address\","
                                        + "\"x-order\":1}},\"required\":[\"url\"],\"additionalProperties\":false}")
                Map<String, Object> settings) {

    /** What a network accepts in one post. */
    public record PostLimitsView(
            @Schema(description = "How many units a text may have; absent when there is no limit") @Nullable
                    Integer mostText,
            @Schema(
                            description = "What is counted; absent when there is no limit",
                            allowableValues = {"GRAPHEMES", "CODE_POINTS", "UTF_16", "UTF_8_BYTES"})
                    @Nullable
                    String textUnit,
            @Schema(description = "What each link costs, however long; 0 when as much as its characters") @Nullable
                    Integer linkCost,
            @Schema(description = "What may be attached; empty when nothing") List<MediaLimitView> media,
            @Schema(description = "How many attachments altogether; 0 when none") int mostMedia) {}

    /** What may be attached. */
    public record MediaLimitView(
            @Schema(example = "image/*") String mediaType,
            @Schema(description = "Bytes of one") long mostBytes,
            @Schema(description = "How many of this kind") int most) {}

    /** How often a network may be asked. */
    public record RatesView(
            @Schema(description = "All of them hold at once; empty when none is known") List<RateView> limits,
            @Schema(description = "What a call for an ability costs of each limit; 1 where nothing is said")
                    Map<String, Integer> costs) {}

    /** A rate limit. */
    public record RateView(
            String name,
            int calls,
            @Schema(description = "In which they are used up, and after which they are there again") long windowSeconds,
            @Schema(
                            description = "Whether all channels count together or each by itself",
                            allowableValues = {"APP", "CHANNEL"})
                    String scope) {}

    static ConnectorView of(InstalledKind kind, @Nullable Locale locale) {
        Definition definition = kind.definition(locale);
        return new ConnectorView(
                kind.type(),
                kind.title(),
                definition.description(),
                names(kind.abilities().stream()),
                limits(kind.limits()),
                rates(kind.rates()),
                kind.bundle(),
                kind.version(),
                SettingsSchema.of(definition.title().isEmpty() ? kind.title() : definition.title(), definition));
    }

    static List<String> names(Stream<Ability> abilities) {
        return abilities.sorted().map(Ability::name).toList();
    }

    private static PostLimitsView limits(PostLimits limits) {
        PostLimits.TextLimit text = limits.text();
        return new PostLimitsView(
                text == null ? null : text.most(),
                text == null ? null : text.unit().name(),
                text == null ? null : text.link(),
                limits.media().stream()
                        .map(media -> new MediaLimitView(media.mediaType(), media.mostBytes(), media.most()))
                        .toList(),
                limits.mostMedia());
    }

    private static RatesView rates(RateLimits rates) {
        Map<String, Integer> costs = new TreeMap<>();
        new TreeSet<>(rates.costs().keySet()).forEach(ability -> costs.put(ability.name(), rates.cost(ability)));
        return new RatesView(
                rates.limits().stream()
                        .map(limit -> new RateView(
                                limit.name(),
                                limit.calls(),
                                limit.window().toSeconds(),
                                limit.scope().name()))
                        .toList(),
                costs);
    }
}
