package org.rostrum.adapter.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.adapter.AdapterContract;
import org.rostrum.testkit.adapter.RoutesUnderTest;
import org.rostrum.testkit.connector.Trouble;

/** The duties of an adapter, kept by files. */
class CsvContractTest extends AdapterContract<CaseFolder> {
    @Override
    protected CaseFolder simulate(Path folder) {
        return new CaseFolder(folder);
    }

    @Override
    protected RoutesUnderTest start(CaseFolder other, Map<String, Object> changed) throws Exception {
        Map<String, Object> settings =
                new HashMap<>(Map.of("folder", other.path().toString()));
        settings.putAll(changed);
        return new RoutesUnderTest(new CsvAdapter(Configs.of(CsvConfig.class, settings), Clock.systemUTC()));
    }

    @Override
    protected String adapter() {
        return "csv";
    }

    @Override
    protected List<String> kinds() {
        return List.of("lead", "ticket");
    }

    @Override
    protected String payload(String kind, int number, String words) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>(Deliveries.payload(String.valueOf(number)));
        payload.put("kind", kind);
        payload.put("text", words);
        return json(payload);
    }

    private static String json(Object payload) {
        try {
            return new ObjectMapper().writeValueAsString(payload);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    @Override
    protected Map<String, Object> wrongSettings() {
        return Map.of("maxFileSizeMiB", 0, "zone", "Warsaw");
    }

    @Override
    protected Map<String, String> wrongPayloads() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("JSON", "no payload");
        for (Column column : Column.values()) {
            if (column.required()) {
                Map<String, @Nullable Object> payload = new LinkedHashMap<>(Deliveries.payload("1"));
                payload.remove(column.title());
                wrong.put(column.title(), json(payload));
            }
        }
        return wrong;
    }

    @Override
    protected Map<Trouble, FailureCategory> answers() {
        return Map.of();
    }

    @Override
    protected boolean takesAttachments() {
        return false;
    }
}
