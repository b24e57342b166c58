package org.rostrum.channels.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.ConnectorKind;

class ConnectorKindsTest {
    private final ConnectorKinds kinds = new ConnectorKinds(Installed.metatypes());
    private ServiceReference<ConnectorKind> reference;
    private Bundle bundle;

    @BeforeEach
    void install(@TempDir Path folder) {
        bundle = Installed.bundle("org.example.probe", Installed.metatype(folder, "probe", Probes.ATTRIBUTES));
        reference = Installed.reference("probe", bundle, 1);
        kinds.addKind(new Probes.Kind(), reference);
    }

    @Test
    void connectorThatIsNotInstalled_isRefused_untilItIs() {
        assertThatNoException().isThrownBy(() -> kinds.check("probe", Map.of("url", "x")));
        assertRefused("connector", "Use one of [probe]", () -> kinds.check("prob", Map.of()));
        kinds.removeKind(reference);
        assertRefused("connector", "none is installed", () -> kinds.check("probe", Map.of("url", "x")));
        List<String> told = new java.util.ArrayList<>();
        Runnable forget = kinds.whenInstalled(() -> told.add("again"));
        kinds.addKind(new Probes.Kind(), reference);
        forget.run();
        kinds.addKind(new Probes.Kind(), Installed.reference("probe", bundle, 2));
        assertThat(told).containsExactly("again");
        assertThatNoException().isThrownBy(() -> kinds.check("probe", Map.of("url", "x")));
    }

    @ParameterizedTest
    @CsvSource({
        "token, Password, _token()", // OSGi would show it as a property of the service
        ".place, String, PASSWORD"
    })
    void secretsThatAreNotPrivate_andPrivateNamesOfOthers_areDefects(
            String id, String type, String told, @TempDir Path other) {
        Bundle careless = Installed.bundle(
                "org.example.careless",
                Installed.metatype(
                        other, "careless", "<AD id=\"" + id + "\" type=\"" + type + "\" required=\"true\"/>"));
        kinds.addKind(new Probes.Kind(), Installed.reference("careless", careless, 7));
        assertThat(kinds.find("careless")).isEmpty();
        assertThat(kinds.defects()).singleElement().satisfies(defect -> {
            assertThat(defect.bundle()).isEqualTo("org.example.careless");
            assertThat(defect.reason()).contains("\"" + id + "\"").contains(told);
        });
    }

    @Test
    void settings_areReadFromTheMetatype_withTitlesBoundsDefaultsAndChoices() {
        Definition definition = kinds.installed("probe").definition();
        assertThat(definition.title()).isEqualTo("A probe");
        assertThat(definition.settings())
                .extracting(Setting::name)
                .containsExactly("url", "password", "direction", "timeout", "most", "weight", "deep", "words");
        assertThat(definition.secrets()).containsExactly("password");
        Setting timeout = definition.find("timeout").orElseThrow();
        assertThat(timeout.type()).isEqualTo(Setting.Type.INTEGER);
        // there is always the default
        assertThat(timeout.required()).isFalse();
        assertThat(timeout.defaults()).containsExactly("15");
        assertThat(timeout.least()).isEqualByComparingTo("1");
        assertThat(timeout.greatest()).isEqualByComparingTo("40");
        assertThat(definition.find("direction").orElseThrow().choices()).contains(new Setting.Choice("outbound", "We"));
        assertThat(definition.find("words").orElseThrow().most()).isEqualTo(3);
        assertThat(definition.find("url").orElseThrow().required()).isTrue();
    }

    @Test
    void words_areInTheAskersLanguage_ifThePluginHasThem() {
        InstalledKind kind = kinds.installed("probe");
        Definition german = kind.definition(Locale.GERMANY);
        assertThat(german.title()).isEqualTo("Eine Probe");
        assertThat(german.find("url").orElseThrow().title()).isEqualTo("Adresse");
        assertThat(kind.definition(Locale.JAPAN).find("url").orElseThrow().title())
                .isEqualTo("Address");
    }

    @ParameterizedTest
    @CsvSource({
        "uri, x, The settings are: url",
        "url, ' ', Give it a value. What it is:",
        "timeout, soon, a whole number: 1 to 40",
        "timeout, 41, 1 to 40",
        "timeout, 0, 1 to 40",
        "timeout, 99999999999, 1 to 40",
        "timeout, 1.5, a whole number",
        "weight, 0.4, 0.5 or more",
        "weight, NaN, 0.5 or more",
        "weight, x, 0.5 or more",
        "deep, yes, true or false",
        "direction, sideways, 'inbound, outbound'",
        "words, 'a,b,c,d', at most 3",
        "url, ftp://x, Begin it with https",
        "password, letmein, Think of another"
    })
    void settingThatCannotBe_isRefused_namedAsTheCallerWroteIt(String name, String value, String remedy) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of("url", "https://x.example/"));
        settings.put(name, value);
        assertRefused("settings." + name, remedy, () -> kinds.check("probe", settings));
    }

    @Test
    void secretThatAPluginTells_goesNoFurther() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> kinds.check("probe", Map.of("url", "x", "password", "tell-swordfish")))
                .satisfies(problem -> {
                    assertThat(problem.detail()).isEqualTo("… is not good.");
                    assertThat(problem.remedy()).isEqualTo("Take another than ….");
                });
    }

    @Test
    void settingThatIsMissing_isNamed() {
        assertRefused("settings.url", "Where it is.", () -> kinds.check("probe", Map.of()));
        assertRefused("settings.url", "Where it is.", () -> kinds.check("probe", Map.of("url", " ")));
    }

    @Test
    void settings_areKeptAsTheyAreUsuallyWritten() {
        assertThat(kinds.check(
                        "probe",
                        Map.of("url", "x", "timeout", " +20 ", "deep", "TRUE", "words", " a , b\\,c ", "weight", "1")))
                .containsEntry("timeout", "20")
                .containsEntry("deep", "true")
                .containsEntry("words", "a,b\\,c")
                .containsEntry("weight", "1.0")
                .doesNotContainKey("direction");
        assertThat(ListText.split("a,b\\,c")).containsExactly("a", "b,c");
    }

    @Test
    void schema_tellsTypesBoundsChoicesAndSecrets() throws Exception {
        JsonNode schema = JsonMapper.builder()
                .build()
                .valueToTree(SettingsSchema.of("Probe", kinds.installed("probe").definition()));
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("required").toString()).isEqualTo("[\"url\"]");
        assertThat(schema.path("additionalProperties").isBoolean()).isTrue();
        JsonNode properties = schema.path("properties");
        assertThat(properties.path("url").toString())
                .isEqualTo(
                        "{\"title\":\"Address\",\"description\":\"Where it is.\",\"type\":\"string\",\"minLength\":1,"
                                + "\"x-order\":1}");
        assertThat(properties.path("password").path("writeOnly").asBoolean()).isTrue();
        assertThat(properties.path("password").path("format").asText()).isEqualTo("password");
        assertThat(properties.path("timeout").path("default").isIntegralNumber())
                .isTrue();
        assertThat(properties.path("timeout").path("maximum").asInt()).isEqualTo(40);
        assertThat(properties
                        .path("direction")
                        .path("oneOf")
                        .path(1)
                        .path("const")
                        .asText())
                .isEqualTo("outbound");
        assertThat(properties.path("deep").path("default").isBoolean()).isTrue();
        assertThat(properties.path("words").path("type").asText()).isEqualTo("array");
        assertThat(properties.path("words").path("maxItems").asInt()).isEqualTo(3);
    }

    @Test
    void kindWithoutAUsableType_isADefect_thatSaysWhy() {
        kinds.addKind(new Probes.Kind(), Installed.reference(null, bundle, 3));
        kinds.addKind(new Probes.Kind(), Installed.reference("Probe!", bundle, 4));
        kinds.addKind(
                new Probes.Kind() {
                    @Override
                    public String title() {
                        throw new IllegalStateException("no title today");
                    }
                },
                Installed.reference("other", bundle, 5));
        ServiceReference<ConnectorKind> second = Installed.reference("probe", bundle, 6);
        kinds.addKind(new Probes.Kind(), second);
        assertThat(kinds.all()).extracting(InstalledKind::type).containsExactly("probe");
        assertThat(kinds.defects())
                .extracting(ConnectorKinds.Defect::reason)
                .hasSize(4)
                .anyMatch(reason -> reason.contains("@ConnectorType"))
                .anyMatch(reason -> reason.contains("\"Probe!\" is no connector type"))
                .anyMatch(reason -> reason.contains("no title today"))
                .anyMatch(reason -> reason.contains("which is used"));
        kinds.removeKind(second);
        assertThat(kinds.defects()).hasSize(3);
    }

    @Test
    void channelsOfImports_needNoPlugin_andHaveNoSettings() {
        assertThatNoException().isThrownBy(() -> kinds.check("import", Map.of()));
        assertRefused("settings.url", "it has none", () -> kinds.check("import", Map.of("url", "x")));
    }

    private static void assertRefused(String field, String remedy, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.remedy()).contains(remedy);
        });
    }
}
