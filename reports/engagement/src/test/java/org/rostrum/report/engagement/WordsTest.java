package org.rostrum.report.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.reporting.Period;
import org.rostrum.report.engagement.Change.Better;
import org.rostrum.report.engagement.Change.Tone;

class WordsTest {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static Words words(String tag) {
        return new Words(Locale.forLanguageTag(tag));
    }

    private static Properties messages(String language) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = WordsTest.class.getResourceAsStream("messages_" + language + ".properties")) {
            properties.load(new InputStreamReader(Objects.requireNonNull(in, language), StandardCharsets.UTF_8));
        }
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pl", "cs", "it", "de", "zh", "ar"})
    void messages_areComplete_withTheSamePlaces(String language) throws IOException {
        Properties english = messages("en");
        Properties other = messages(language);
        assertThat(new TreeSet<>(other.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        Pattern place = Pattern.compile("\\{\\d}");
        for (String key : english.stringPropertyNames()) {
            assertThat(place.matcher(other.getProperty(key))
                            .results()
                            .map(match -> match.group())
                            .sorted()
                            .distinct())
                    .as(language + " " + key)
                    .containsExactlyElementsOf(place.matcher(english.getProperty(key))
                            .results()
                            .map(match -> match.group())
                            .sorted()
                            .distinct()
                            .toList());
        }
        for (String key : english.stringPropertyNames()) {
            if (key.startsWith("sheet.")) {
                assertThat(other.getProperty(key)).hasSizeLessThanOrEqualTo(31);
            }
        }
    }

    @Test
    void messages_ofUnknownLanguage_areEnglish_whateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(words("fi").text("card.open")).isEqualTo("Open conversations");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        ", —",
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "89, 1 min",
        "90, 2 min",
        "3569, 59 min",
        "3571, 1 h",
        "8054, 2 h 14 min",
        "86369, 23 h 59 min",
        "86371, 1 d",
        "273600, 3 d 4 h",
        "1202034, 13 d 22 h",
    })
    void duration_hasTwoUnits(@Nullable Long seconds, String text) {
        assertThat(words("en").duration(seconds)).isEqualTo(text);
    }

    @Test
    void numbers_haveTheFormatOfTheLocale() {
        assertThat(words("en").number(12345)).isEqualTo("12,345");
        assertThat(words("de").number(12345)).isEqualTo("12.345");
        assertThat(words("pl").number(12345)).isEqualTo("12\u00a0345");
        assertThat(words("ar").number(12345)).isEqualTo("١٢٬٣٤٥");
        // no invisible marks, which no font has
        assertThat(words("ar").percent(0.125, 1)).isEqualTo("١٢٫٥٪");
        assertThat(words("de").percent(0.125)).isEqualTo("12\u00a0%");
    }

    @ParameterizedTest
    @CsvSource({
        "en, 2026-10-05, 2026-10-06, 'October 5, 2026'",
        "en, 2026-10-05, 2026-10-12, 'Week 41, 2026'",
        "en, 2020-12-28, 2021-01-04, 'Week 53, 2020'",
        "en, 2026-10-01, 2026-11-01, October 2026",
        "pl, 2026-10-01, 2026-11-01, październik 2026",
        "zh, 2026-10-01, 2026-11-01, 2026年10月",
        "en, 2026-09-01, 2026-12-01, Autumn 2026",
        "de, 2026-12-01, 2027-03-01, Winter 2026/2027",
        "cs, 2026-01-01, 2027-01-01, 2026",
        "en-GB, 2018-05-02, 2020-04-03, 2 May 2018 – 2 April 2020",
    })
    void period_isNamedAsPeopleWould(String language, LocalDate from, LocalDate to, String name) {
        assertThat(new PeriodWords(words(language)).name(new Period(from, to, WARSAW)))
                .isEqualTo(name);
    }

    @Test
    void zones_areNamed() {
        assertThat(words("en").zoneId(ZoneOffset.UTC)).isEqualTo("UTC");
        assertThat(words("en").zoneId(ZoneOffset.ofHours(2))).isEqualTo("UTC+02:00");
        assertThat(words("de").zone(WARSAW)).isEqualTo("Europe/Warsaw (Mitteleuropäische Zeit)");
    }

    @Test
    void change_isInPercent_andNeverInfinite() {
        Words words = words("en");
        assertThat(Change.relative(112L, 100L, "100", Better.NEITHER, words))
                .isEqualTo(new Change(1, "+12%", "from 100", Tone.NEUTRAL));
        assertThat(Change.relative(97L, 100L, "100", Better.MORE, words))
                .isEqualTo(new Change(-1, "–3.0%", "from 100", Tone.BAD));
        assertThat(Change.relative(50L, 100L, "1 h", Better.LESS, words).tone()).isEqualTo(Tone.GOOD);
        assertThat(Change.relative(5L, 0L, "0", Better.NEITHER, words))
                .isEqualTo(new Change(0, "—", "from 0", Tone.NEUTRAL));
        assertThat(Change.relative(0L, 0L, "0", Better.NEITHER, words).amount()).isEqualTo("unchanged");
        assertThat(Change.relative(0L, 7L, "7", Better.NEITHER, words).amount()).isEqualTo("–100%");
        assertThat(Change.relative(2500L, 100L, "100", Better.NEITHER, words).amount())
                .isEqualTo("× 25");
        assertThat(Change.relative(null, 100L, "100", Better.NEITHER, words)).isEqualTo(Change.UNKNOWN);
        assertThat(Change.points(0.912, 0.88, words)).isEqualTo(new Change(1, "+3.2 pts", "from 88%", Tone.GOOD));
        assertThat(Change.points(null, 0.88, words)).isEqualTo(Change.UNKNOWN);
    }

    @Test
    void change_ofAHandful_isNoPercentage() {
        Words words = words("en");
        assertThat(Change.count(3, 1, words)).isEqualTo(new Change(1, "+2", "from 1", Tone.NEUTRAL));
        assertThat(Change.count(5, 0, words)).isEqualTo(new Change(1, "+5", "from 0", Tone.NEUTRAL));
        assertThat(Change.count(0, 9, words)).isEqualTo(new Change(-1, "–9", "from 9", Tone.NEUTRAL));
        assertThat(Change.count(7, 7, words).amount()).isEqualTo("unchanged");
        assertThat(Change.count(5, 10, words).amount()).isEqualTo("–50%");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "3, 1, 3", "4, 1, 4", "5, 2, 3", "78, 20, 4", "100, 50, 2", "31000, 10000, 4", "1, 1, 2"})
    void scale_hasFewRoundMarks_andHoldsTheValue(long highest, long step, int marks) {
        assertThat(Scale.upTo(highest)).isEqualTo(new Scale(step, marks));
        assertThat(Scale.upTo(highest).top()).isGreaterThanOrEqualTo(highest);
    }

    @Test
    void svg_letsNothingThrough() {
        assertThat(Svg.escape("<b>&\"\u0001\uD800x")).isEqualTo("&lt;b&gt;&amp;&quot;\uFFFD\uFFFDx");
    }
}
