package org.rostrum.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.Configs;

class MailAdapterTest {
    private static final Map<String, Object> USABLE = Map.of(
            "host",
            "mail.example.org",
            "user",
            "rostrum",
            "password",
            "s3cret",
            "from",
            "Rostrum <rostrum@example.org>");

    @Test
    void defaults_areAsDocumented() {
        MailConfig config = Configs.of(MailConfig.class, Map.of());

        assertThat(config.host()).isEmpty();
        assertThat(config.port()).isZero();
        assertThat(config.security()).isEqualTo(Security.STARTTLS);
        assertThat(config.checkCertificate()).isTrue();
        assertThat(config.user()).isEmpty();
        assertThat(config.password()).isEmpty();
        assertThat(config.from()).isEmpty();
        assertThat(config.bounces()).isEmpty();
        assertThat(config.helloName()).isEmpty();
        assertThat(config.connectTimeoutSeconds()).isEqualTo(10);
        assertThat(config.timeoutSeconds()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 25", "STARTTLS, 587", "TLS, 465"})
    void port_isTheUsualOne(Security security, int port) throws Exception {
        Map<String, Object> settings = new HashMap<>(USABLE);
        settings.put("security", security);

        assertThat(MailServer.of(Configs.of(MailConfig.class, settings)).port()).isEqualTo(port);
    }

    @Test
    void mails_wait_whenNothingIsConfigured() {
        MailAdapter.Parts parts = MailAdapter.parts(Configs.of(MailConfig.class, Map.of()), Clock.systemUTC());
        try (MailFixture fixture = new MailFixture(parts.routes())) {
            DeliveryException failure =
                    catchThrowableOfType(DeliveryException.class, () -> fixture.deliver("{}", "k", List.of()));

            assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("\"host\"").hasMessageContaining("org.rostrum.adapter.mail");
        }
        assertThat(parts.health().get().getStatus()).isEqualTo(Result.Status.WARN);
    }

    @ParameterizedTest
    @CsvSource({
        "host, mail/../x, \"host\"",
        "host, mail.example.org?user=x, \"host\"",
        "port, 70000, \"port\"",
        "user, '', \"user\"",
        "from, '', \"from\"",
        "from, nobody, \"from\"",
        "bounces, nobody, \"bounces\"",
        "helloName, a b, \"helloName\"",
        "connectTimeoutSeconds, 0, \"connectTimeoutSeconds\"",
        "timeoutSeconds, 901, \"timeoutSeconds\"",
    })
    void mails_wait_whenTheConfigurationIsWrong_andTheSettingIsNamed(String name, String value, String named) {
        Map<String, Object> settings = new HashMap<>(USABLE);
        settings.put(name, value.matches("\\d+") ? (Object) Integer.valueOf(value) : value);

        MailServer.UnusableException unusable = catchThrowableOfType(
                MailServer.UnusableException.class, () -> MailServer.of(Configs.of(MailConfig.class, settings)));

        assertThat(unusable).hasMessageContaining(named).hasMessageNotContaining("s3cret");
    }

    @Test
    void password_isShownNowhere() throws Exception {
        MailServer server = MailServer.of(Configs.of(MailConfig.class, USABLE));
        assertThat(server.toString()).contains("mail.example.org:587").doesNotContain("s3cret");
        assertThat(server.properties().toString()).doesNotContain("s3cret");

        MailAdapter.Parts parts = MailAdapter.parts(Configs.of(MailConfig.class, USABLE), Clock.systemUTC());
        assertThat(parts.health().get().toString())
                .contains("mail.example.org:587")
                .doesNotContain("s3cret");
        try (MailFixture fixture = new MailFixture(parts.routes())) {
            assertThat(fixture.context().getEndpoints())
                    .extracting(Endpoint::getEndpointUri)
                    .anyMatch(uri -> uri.startsWith("smtp://mail.example.org:587"))
                    .noneMatch(uri -> uri.contains("s3cret"));
            assertThat(PluginHelper.getModelToXMLDumper(fixture.context())
                            .dumpModelAsXml(fixture.context(), fixture.context().getRouteDefinition("mail-by-smtp")))
                    .contains("smtp://mail.example.org:587")
                    .doesNotContain("s3cret");
        }
    }
}
