package org.rostrum.accounts.attribute;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.BusinessHours;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** Business hours as JSON, in the database and over REST. */
@Schema(name = "BusinessHours")
public record HoursJson(
        @Schema(description = "By day of the week, monday to sunday; a day that is missing is closed") @Nullable
                Map<String, List<IntervalJson>> week,
        @Schema(description = "Dates on which other hours count, such as holidays; up to 400") @Nullable
                List<DatedJson> exceptions) {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])|(24):(00)");
    private static final int LONGEST_NAME = 100;

    /** A stretch of a day. */
    @Schema(name = "BusinessInterval")
    public record IntervalJson(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "09:00") @Nullable String from,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            example = "17:00",
                            description = "24:00 is the end of the day")
                    @Nullable
                    String to) {}

    /** Hours of one date. */
    @Schema(name = "BusinessException")
    public record DatedJson(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "2026-12-25") @Nullable String date,
            @Schema(description = "What people call the day", example = "Christmas") @Nullable String name,
            @Schema(description = "Closed when empty or absent") @Nullable List<IntervalJson> hours) {}

    static HoursJson of(BusinessHours hours) {
        Map<String, List<IntervalJson>> week = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            List<BusinessHours.Interval> stretches = hours.week().get(day);
            if (stretches != null) {
                week.put(day.name().toLowerCase(Locale.ROOT), intervals(stretches));
            }
        }
        return new HoursJson(
                week,
                hours.exceptions().stream()
                        .map(one -> new DatedJson(one.date().toString(), one.name(), intervals(one.hours())))
                        .toList());
    }

    private static List<IntervalJson> intervals(List<BusinessHours.Interval> stretches) {
        return stretches.stream()
                .map(one -> new IntervalJson(text(one.from()), text(one.to())))
                .toList();
    }

    private static String text(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    BusinessHours toHours() {
        Map<DayOfWeek, List<BusinessHours.Interval>> days = new EnumMap<>(DayOfWeek.class);
        Objects.requireNonNullElse(week, Map.<String, List<IntervalJson>>of())
                .forEach((day, stretches) -> days.put(
                        Inputs.required("businessHours", Inputs.constant("businessHours", DayOfWeek.class, day)),
                        parse(stretches)));
        List<BusinessHours.DatedHours> dated = new ArrayList<>();
        for (DatedJson one : Objects.requireNonNullElse(exceptions, List.<DatedJson>of())) {
            if (one == null) {
                throw Problem.invalid("businessHours", "An exception is empty.", "Leave it out, or name its date.");
            }
            dated.add(new BusinessHours.DatedHours(
                    date(one.date()),
                    one.name() == null ? null : Inputs.name("businessHours", one.name(), LONGEST_NAME),
                    parse(one.hours())));
        }
        return new BusinessHours(days, dated);
    }

    private static LocalDate date(@Nullable String text) {
        try {
            return LocalDate.parse(Inputs.required("date", text));
        } catch (DateTimeException none) {
            throw Problem.invalid("businessHours", "\"" + text + "\" is no date.", "Write it as 2026-12-25.")
                    .withCause(none);
        }
    }

    private static List<BusinessHours.Interval> parse(@Nullable List<IntervalJson> stretches) {
        List<BusinessHours.Interval> intervals = new ArrayList<>();
        for (IntervalJson one : Objects.requireNonNullElse(stretches, List.<IntervalJson>of())) {
            if (one == null) {
                throw Problem.invalid("businessHours", "A stretch is empty.", "Give it \"from\" and \"to\".");
            }
            intervals.add(new BusinessHours.Interval(minutes("from", one.from()), minutes("to", one.to())));
        }
        return intervals;
    }

    private static int minutes(String field, @Nullable String text) {
        Matcher time = TIME.matcher(Inputs.required(field, text));
        if (!time.matches()) {
            throw Problem.invalid("businessHours", "\"" + text + "\" is no time of day.", "Write it as 09:00.");
        }
        String hours = time.group(1) == null ? time.group(3) : time.group(1);
        String minutes = time.group(1) == null ? time.group(4) : time.group(2);
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }
}
