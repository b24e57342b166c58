package org.rostrum.engagement.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.problem.Problem;

class PlaceholderTest {
    private static final Map<Placeholder, String> KNOWN =
            Map.of(Placeholder.CONTACT, "Anna", Placeholder.AGENT, " ", Placeholder.ACCOUNT, "$1 {agent} \\");

    @ParameterizedTest
    @CsvSource({
        "Hello {contact}!, Hello Anna!",
        "Hello {contact|there}!, Hello Anna!",
        "{ contact | there }, Anna",
        "Yours {agent|the team}, Yours the team",
        "Yours {agent}., Yours .",
        "By {channel| mail }, By mail",
        "At {account}, At $1 {agent} \\",
        "Nothing to fill, Nothing to fill",
    })
    void fill_putsValuesIn_orWhatStandsForThem(String text, String filled) {
        Placeholder.check("text", text);
        assertThat(Placeholder.fill(text, KNOWN)).isEqualTo(filled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name}",
                "{}",
                "{Contact}",
                "{{contact}}",
                "{contact",
                "contact}",
                "{contact|{agent}}",
                "{a|b|c}"
            })
    void check_refusesWhatWouldReachTheCustomerAsItStands(String text) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> Placeholder.check("texts.en", "Dear " + text))
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
                    assertThat(problem.field()).isEqualTo("texts.en");
                    assertThat(problem.remedy()).contains("{contact}, {agent}, {account}, {channel}");
                });
    }

    @Test
    void nearest_takesTheSameTag_thenAShorterOne_thenTheSameLanguage_thenTheNextWanted() {
        Set<String> there = new TreeSet<>(Set.of("de-AT", "en", "pl", "pt", "pt-BR"));
        assertThat(ReplyLanguages.nearest(there, List.of("pt-BR", "en"))).isEqualTo("pt-BR");
        assertThat(ReplyLanguages.nearest(there, List.of("pt-PT", "en"))).isEqualTo("pt");
        assertThat(ReplyLanguages.nearest(there, List.of("de-CH", "en"))).isEqualTo("de-AT");
        assertThat(ReplyLanguages.nearest(there, List.of("fr", "pl"))).isEqualTo("pl");
        assertThat(ReplyLanguages.nearest(there, List.of("fr"))).isEqualTo("de-AT");
        assertThat(ReplyLanguages.nearest(there, List.of())).isEqualTo("de-AT");
    }
}
