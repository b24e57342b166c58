package org.rostrum.report.engagement;

import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts figures, times and spans into words and the number formats of one locale. */
final class Words {
    /** Shown where there is no figure. */
    static final String NOTHING = "—";

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final Locale locale;
    private final Messages messages;

    Words(Locale locale) {
        this.locale = locale;
        this.messages = Messages.in(locale);
    }

    Locale locale() {
        return locale;
    }

    String text(String key, String... arguments) {
        return messages.text(key, arguments);
    }

    /** The form of a message that goes with the number, which stands in place of {@code {0}}, and what else is in it. */
    String counted(String key, long number, String... further) {
        String[] arguments = new String[further.length + 1];
        arguments[0] = number(number);
        System.arraycopy(further, 0, arguments, 1, further.length);
        return Messages.fill(
                Plurals.choose(messages.text(key), messages.bundle().getLocale(), number), arguments);
    }

    Messages messages() {
        return messages;
    }

    /** Whether the language is written from right to left. */
    boolean rightToLeft() {
        return List.of("ar", "he", "iw", "fa", "ur")
                .contains(messages.bundle().getLocale().getLanguage());
    }

    String number(long value) {
        return plain(NumberFormat.getIntegerInstance(locale).format(value));
    }

    /** Without the invisible marks that some locales put beside signs: fonts have no glyph for them. */
    private static String plain(String formatted) {
        return formatted.replaceAll("[\u061C\u200E\u200F]", "");
    }

    /** @param share 0 to 1; null gives {@link #NOTHING} */
    String percent(@Nullable Double share) {
        return share == null ? NOTHING : percent(share, 0);
    }

    String percent(double share, int decimals) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return plain(format.format(share));
    }

    String decimal(double value, int decimals) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return plain(format.format(value));
    }

    /**
     * A duration in the two largest units that matter: {@code 45 s}, {@code 14 min}, {@code 2 h 14 min}, {@code 3 d 4 h}.
     * The smaller unit is rounded. Null gives {@link #NOTHING}.
     */
    String duration(@Nullable Long seconds) {
        if (seconds == null) {
            return NOTHING;
        }
        if (seconds < MINUTE) {
            return text("duration.s", number(seconds));
        }
        long minutes = Math.round((double) seconds / MINUTE) * MINUTE;
        if (minutes < HOUR) {
            return text("duration.min", number(minutes / MINUTE));
        }
        if (minutes < DAY) {
            return two("duration.h", minutes / HOUR, "duration.min", minutes % HOUR / MINUTE);
        }
        long hours = Math.round((double) seconds / HOUR) * HOUR;
        return two("duration.d", hours / DAY, "duration.h", hours % DAY / HOUR);
    }

    private String two(String large, long largeValue, String small, long smallValue) {
        String first = text(large, number(largeValue));
        return smallValue == 0 ? first : first + text("duration.join") + text(small, number(smallValue));
    }

    String date(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .localizedBy(locale)
                .format(day);
    }

    String weekdayAndDate(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .localizedBy(locale)
                .format(day);
    }

    /** @param key of a message that holds a pattern of {@link DateTimeFormatter} */
    String pattern(String key, LocalDate day) {
        return DateTimeFormatter.ofPattern(text(key), locale)
                .localizedBy(locale)
                .format(day);
    }

    /** Day and month, short, in the order the locale writes them. */
    String shortDay(LocalDate day) {
        String order = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.LONG, null, IsoChronology.INSTANCE, locale);
        return pattern(order.indexOf('M') < order.indexOf('d') ? "pattern.monthDay" : "pattern.dayMonth", day);
    }

    String time(Instant at, ZoneId zone) {
        return text(
                "moment",
                date(at.atZone(zone).toLocalDate()),
                DateTimeFormatter.ofPattern("HH:mm", locale).localizedBy(locale).format(at.atZone(zone)),
                zoneId(zone));
    }

    String hour(int hour) {
        return DateTimeFormatter.ofPattern("HH:mm", locale)
                .localizedBy(locale)
                .format(java.time.LocalTime.of(hour % 24, 0));
    }

    /** The hour alone, with two digits, for narrow places. */
    String shortHour(int hour) {
        NumberFormat format = NumberFormat.getIntegerInstance(locale);
        format.setMinimumIntegerDigits(2);
        return plain(format.format(hour));
    }

    String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
    }

    String shortWeekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT_STANDALONE, locale);
    }

    /** The week as the locale begins it. */
    List<DayOfWeek> week() {
        List<DayOfWeek> week = new ArrayList<>();
        DayOfWeek day = WeekFields.of(locale).getFirstDayOfWeek();
        for (int i = 0; i < 7; i++) {
            // A locale without a country (en, ar, zh) would begin on whatever the JDK takes for "the world".
            week.add((locale.getCountry().isEmpty() ? DayOfWeek.MONDAY : day).plus(i));
        }
        return week;
    }

    String zone(ZoneId zone) {
        String name = zone.getDisplayName(TextStyle.FULL, locale);
        return zone instanceof ZoneOffset ? zoneId(zone) : text("zone.named", zone.getId(), name);
    }

    /** The zone's id; offsets as people write them: {@code UTC}, {@code UTC+02:00}. */
    String zoneId(ZoneId zone) {
        if (zone instanceof ZoneOffset) {
            return zone.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + zone.getId();
        }
        return zone.getId();
    }
}
