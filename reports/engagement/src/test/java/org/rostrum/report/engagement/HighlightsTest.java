package org.rostrum.report.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.reporting.Period;

class HighlightsTest {
    private static final Period OCTOBER =
            new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1), ZoneOffset.UTC);

    private final FakeWorld world = new FakeWorld()
            .account("acme", null, "Acme")
            .account("bolt", null, "Bolt")
            .account("calm", null, "Calm")
            .talk("calm", "first", "2026-01-01T00:00:00Z", Duration.ofHours(1));

    /** Questions an hour apart, all answered after the same time. */
    private void talks(String account, int count, String from, Duration answered) {
        Instant at = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            world.talk(account, "p" + i, at.plus(Duration.ofHours(i)).toString(), answered);
        }
    }

    private String text(String language) {
        return new Highlights(new Words(Locale.forLanguageTag(language)), world.engagement(null, OCTOBER)).text();
    }

    @Test
    void text_isShort_whenLittleStandsOut() {
        talks("acme", 9, "2026-10-05T08:00:00Z", Duration.ofHours(1));
        world.talk("bolt", "x", "2026-10-06T08:00:00Z", null);
        assertThat(text("en")).isEqualTo("1 conversation waits for an answer, at Bolt.");
        assertThat(new Highlights(new Words(Locale.ENGLISH), new FakeWorld().engagement(null, OCTOBER)).text())
                .isEmpty();
    }

    @Test
    void text_tellsTheLargestChange_andTheSlowestAccount() {
        talks("acme", 40, "2026-09-05T00:00:00Z", Duration.ofHours(1));
        talks("acme", 60, "2026-10-05T00:00:00Z", Duration.ofHours(1));
        talks("bolt", 40, "2026-09-05T00:00:00Z", Duration.ofHours(9));
        talks("bolt", 40, "2026-10-05T00:00:00Z", Duration.ofHours(9));
        assertThat(text("en"))
                .isEqualTo("Inbound messages rose from 80 to 100 (+25%). Bolt takes longest to answer: its median first"
                        + " response is 9 h, against 1 h for all accounts together.");
    }

    @Test
    void text_namesNoAccount_whenTwoAreEquallySlow_orOneHasFewAnswers() {
        talks("acme", 40, "2026-10-05T00:00:00Z", Duration.ofMinutes(10));
        talks("bolt", 12, "2026-10-05T00:00:00Z", Duration.ofHours(9));
        talks("calm", 12, "2026-10-05T00:00:00Z", Duration.ofHours(9));
        assertThat(text("en")).doesNotContain("longest");
        talks("calm", 1, "2026-10-09T00:00:00Z", Duration.ofHours(90));
        assertThat(text("en")).doesNotContain("longest");
    }

    @Test
    void text_isNotAboutSmallCounts() {
        talks("acme", 2, "2026-09-05T00:00:00Z", Duration.ofHours(1));
        talks("acme", 20, "2026-10-05T00:00:00Z", Duration.ofHours(1));
        assertThat(text("en")).isEqualTo("All 20 conversations were answered.");
    }

    @Test
    void text_tellsThePeak_unlessItIsShared() {
        talks("acme", 24, "2026-10-05T00:00:00Z", Duration.ofHours(1));
        talks("bolt", 10, "2026-10-05T00:00:00Z", Duration.ofHours(1));
        assertThat(text("en"))
                .startsWith("The busiest time was October 5, 2026: 34 inbound messages, 100% of all.")
                .endsWith("All 34 conversations were answered.");
        talks("acme", 24, "2026-10-07T00:00:00Z", Duration.ofHours(1));
        talks("bolt", 10, "2026-10-07T00:00:00Z", Duration.ofHours(1));
        assertThat(text("en")).isEqualTo("All 68 conversations were answered.");
    }

    @ParameterizedTest
    @CsvSource({
        "1, '1 rozmowa czeka na odpowiedź (Acme).'",
        "3, '3 rozmowy czekają na odpowiedź, najwięcej: Acme (3).'",
        "5, '5 rozmów czeka na odpowiedź, najwięcej: Acme (5).'",
        "22, '22 rozmowy czekają na odpowiedź, najwięcej: Acme (22).'"
    })
    void text_inPolish_hasTheRightForms(int open, String text) {
        for (int i = 0; i < open; i++) {
            world.talk("acme", "p" + i, "2026-10-05T12:00:00Z", null);
        }
        assertThat(text("pl")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pl", "cs", "it", "de", "zh", "ar"})
    void text_isWholeInEveryLanguage_andTheSameEachTime(String language) {
        FakeWorld brands = Samples.brands(6);
        for (String account : new String[] {"group", "b01"}) {
            Words words = new Words(Locale.forLanguageTag(language));
            String text = new Highlights(words, brands.engagement(account, OCTOBER)).text();
            assertThat(text).isNotBlank().doesNotContain("{", "|", "other:", "null");
            assertThat(new Highlights(words, brands.engagement(account, OCTOBER)).text())
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, 0, other",
        "en, 1, one",
        "en, 21, other",
        "de, 1, one",
        "it, 2, other",
        "zh, 1, other",
        "cs, 1, one",
        "cs, 2, few",
        "cs, 4, few",
        "cs, 5, other",
        "cs, 0, other",
        "cs, 22, other",
        "pl, 1, one",
        "pl, 2, few",
        "pl, 5, many",
        "pl, 12, many",
        "pl, 22, few",
        "pl, 112, many",
        "pl, 0, many",
        "pl, 21, many",
        "ar, 0, zero",
        "ar, 1, one",
        "ar, 2, two",
        "ar, 3, few",
        "ar, 10, few",
        "ar, 11, many",
        "ar, 100, other",
        "ar, 103, few",
        "ar, 111, many",
        "ar, 102, other"
    })
    void plurals_followTheLanguage(String language, long number, String category) {
        assertThat(Plurals.category(language, number)).isEqualTo(category);
    }

    @Test
    void plurals_takeTheLastForm_whenALanguageNeedsNoOther() {
        assertThat(Plurals.choose("one:a|other:b", Locale.ENGLISH, 7)).isEqualTo("b");
        assertThat(Plurals.choose("one:a|few:b|many:c", Locale.forLanguageTag("pl"), 5))
                .isEqualTo("c");
        assertThat(new Words(Locale.GERMAN).counted("count.inbound", 1200)).isEqualTo("1.200 eingehende Nachrichten");
    }
}
