package org.rostrum.adapter.tryton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.testkit.Configs;

class LeadTemplatesTest {
    private static LeadTemplates templates(Map<String, ?> settings) {
        return new LeadTemplates(Configs.of(TrytonConfig.class, settings));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partyCode         | everybody                   | of one party",
                "partyCode         | ' '                         | it is empty",
                "partyCode         | {handle}                    | no field \"handle\"",
                "party             | ''                          | it is empty",
                "contactMechanisms | {contactHandle}             | is not of the form",
                "contactMechanisms | =x                          | is not of the form",
                "contactMechanisms | mastodon={contactHandle}    | no type \"mastodon\"",
                "contactMechanisms | other={nobody}              | no field \"nobody\"",
                "contactMechanisms | other=                      | it is empty",
                "contactMechanisms | other={url}; other={owner}  | other is there twice",
                "description       | {Summary}                   | no field \"Summary\"",
                "comment           | ' '                         | it is empty"
            })
    void whatCannotBe_isRefused(String setting, String value, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> templates(Map.of(setting, value)))
                .withMessageContaining("\"" + setting + "\"")
                .withMessageContaining(why);
    }

    @Test
    void contactMechanisms_thatStayEmpty_areLeftOut() throws Exception {
        Map<String, String> delivery = new HashMap<>();
        TrytonContractTest.lead(1, "text")
                .properties()
                .forEach(field -> delivery.put(field.getKey(), field.getValue().asText()));
        delivery.put("url", "");
        assertThat(templates(Map.of("contactMechanisms", "website={url}; email={owner};; other={contactHandle};"))
                        .filled(delivery)
                        .mechanisms())
                .containsExactly(
                        new Lead.ContactMechanism("email", "sales@example.org"),
                        new Lead.ContactMechanism("other", "anna.example"));
        assertThat(templates(Map.of("contactMechanisms", "")).filled(delivery).mechanisms())
                .isEmpty();
    }

    @Test
    void defaults_areUsable_andWithoutAnAddressItIsNotUsed() {
        TrytonConfig config = Configs.of(TrytonConfig.class, Map.of());
        assertThat(config.address()).isEmpty();
        assertThat(config.database()).isEmpty();
        assertThat(config.user()).isEmpty();
        assertThat(config.password()).isEmpty();
        assertThat(config.company()).isEmpty();
        assertThat(config.employee()).isEmpty();
        assertThat(config.amount()).isEmpty();
        assertThat(config.currency()).isEmpty();
        assertThat(config.partyCode()).isEqualTo("{channel}/{contactHandle}");
        assertThat(config.party()).isEqualTo("{contactName}");
        assertThat(config.contactMechanisms()).isEqualTo("other={contactHandle}");
        assertThat(config.description()).isEqualTo("{summary}");
        assertThat(config.comment()).startsWith("{text}\\n").endsWith("\\n{url}");
        assertThat(new LeadTemplates(config)).isNotNull();
    }
}
