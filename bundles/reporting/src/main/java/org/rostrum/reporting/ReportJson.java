package org.rostrum.reporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.Recurrence;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.api.reporting.ScheduleDraft;

/** Requests and schedules as the audit trail keeps them. */
public final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    public static String of(ReportRequest request, @Nullable Long scheduleId) {
        Period period = request.period();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("report", request.report());
        values.put("accountId", request.accountId());
        values.put("from", period.from().toString());
        values.put("to", period.to().toString());
        values.put("zone", period.zone().getId());
        values.put("locale", request.locale().toLanguageTag());
        values.put("formats", request.formats().stream().sorted().toList());
        values.put("scheduleId", scheduleId);
        return text(values);
    }

    public static String of(ScheduleDraft draft) {
        Recurrence recurrence = draft.recurrence();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", draft.name());
        values.put("report", draft.report());
        values.put("accountId", draft.accountId());
        values.put("frequency", recurrence.frequency());
        values.put("time", recurrence.time().toString());
        values.put("zone", recurrence.zone().getId());
        values.put("daysOfWeek", recurrence.daysOfWeek().stream().sorted().toList());
        values.put("dayOfMonth", recurrence.dayOfMonth());
        values.put("month", recurrence.month());
        values.put("periodKind", draft.periodKind());
        values.put("from", draft.from() == null ? null : draft.from().toString());
        values.put("to", draft.to() == null ? null : draft.to().toString());
        values.put("locale", draft.locale().toLanguageTag());
        values.put("formats", draft.formats().stream().sorted().toList());
        values.put("recipients", draft.recipients());
        values.put("owner", draft.owner());
        values.put("enabled", draft.enabled());
        return text(values);
    }

    public static String text(Map<String, ? extends @Nullable Object> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
