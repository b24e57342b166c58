package org.rostrum.reporting.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rostrum.api.problem.Problem;
import org.rostrum.reporting.rest.ReportRunsResource.RunInput;

/** What the description of the API says of periods is what is taken. */
class DescriptionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Schema schema(Class<?> type, String component) throws NoSuchMethodException {
        return Objects.requireNonNull(type.getDeclaredMethod(component).getAnnotation(Schema.class));
    }

    /** Each word that may stand for the period, and each object: with what it must have, and with all there is. */
    private static List<String> forms(Class<?> input) throws ReflectiveOperationException {
        List<String> forms = new ArrayList<>();
        for (Class<?> form : schema(input, "period").anyOf()) {
            if (form.isEnum()) {
                for (Object word : form.getEnumConstants()) {
                    forms.add("\"" + word + "\"");
                }
            } else {
                ObjectNode least = JSON.createObjectNode();
                ObjectNode whole = JSON.createObjectNode();
                for (RecordComponent component : form.getRecordComponents()) {
                    Schema schema = schema(form, component.getName());
                    whole.put(component.getName(), value(component, schema));
                    if (schema.requiredMode() == Schema.RequiredMode.REQUIRED) {
                        least.put(component.getName(), value(component, schema));
                    }
                }
                forms.add(least.toString());
                forms.add(whole.toString());
            }
        }
        return forms;
    }

    private static String value(RecordComponent component, Schema schema) {
        if (component.getType().isEnum()) {
            return component.getType().getEnumConstants()[0].toString();
        }
        return schema.allowableValues().length > 0 ? schema.allowableValues()[0] : schema.example();
    }

    @Test
    void periodOfARun_isTakenInEachFormThatIsDescribed() throws Exception {
        List<String> forms = forms(RunInput.class);
        assertThat(forms)
                .contains(
                        "\"DAY\"", "\"YEAR\"", "{\"kind\":\"DAY\"}", "{\"kind\":\"DAY\",\"containing\":\"2026-10-05\"}")
                .contains(
                        "{\"from\":\"2026-10-01\",\"to\":\"2026-11-01\"}",
                        "{\"kind\":\"FIXED\",\"from\":\"2026-10-01\",\"to\":\"2026-11-01\"}")
                .contains(schema(RunInput.class, "period").example());
        for (String form : forms) {
            PeriodInput input = JSON.readValue(form, PeriodInput.class);
            assertThatNoException().as(form).isThrownBy(() -> PeriodInput.read(input, ZoneOffset.UTC, TODAY));
        }
        for (String word : List.of("ALL", "FIXED")) {
            assertThat(forms).doesNotContain("\"" + word + "\"", "{\"kind\":\"" + word + "\"}");
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> PeriodInput.read(PeriodInput.ofWord(word), ZoneOffset.UTC, TODAY))
                    .satisfies(problem -> assertThat(problem.remedy()).contains("\"from\" and \"to\""));
        }
    }

    @Test
    void periodOfASchedule_isTakenInEachFormThatIsDescribed() throws Exception {
        List<String> forms = forms(ScheduleInput.class);
        assertThat(forms)
                .contains(
                        "\"ALL\"",
                        "\"FIXED\"",
                        "{\"kind\":\"DAY\"}",
                        "{\"from\":\"2026-10-01\",\"to\":\"2026-11-01\"}");
        for (String form : forms) {
            ObjectNode schedule = (ObjectNode) JSON.readTree(InputsTest.SCHEDULE);
            JsonNode period = JSON.readTree(form);
            schedule.set("period", period);
            if (form.equals("\"FIXED\"")) {
                schedule.put("from", "2026-10-01").put("to", "2026-11-01");
            }
            assertThatNoException().as(form).isThrownBy(() -> JSON.treeToValue(schedule, ScheduleInput.class)
                    .read());
        }
    }
}
