package org.rostrum.delivery.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.BulkReplay;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryFigures;
import org.rostrum.api.delivery.DeliveryFilter;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

class DeadLettersResourceTest {
    private final List<String> asked = new ArrayList<>();
    private final DeliveryService service = new Scripted();
    private final DeadLettersResource resource = new DeadLettersResource(service);

    private static Delivery delivery(long id, Delivery.State state) {
        return new Delivery(
                id,
                new DeliveryRequest(
                        "lead",
                        "crm",
                        "acme",
                        "lead/1",
                        "k",
                        "{\"name\":\"Zoë\"}",
                        List.of(new AttachmentReference("a.pdf", "application/pdf", "report-output:1"))),
                state,
                2,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                null,
                null,
                FailureCategory.REJECTED,
                "no");
    }

    private final class Scripted implements DeliveryService {
        @Override
        public Delivery enqueue(DeliveryRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Delivery> enqueueAll(List<DeliveryRequest> requests) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Delivery> find(long id) {
            return id > 2
                    ? Optional.empty()
                    : Optional.of(delivery(id, id == 1 ? Delivery.State.DEAD : Delivery.State.DELIVERED));
        }

        @Override
        public CursorPage<Delivery> list(DeliveryFilter filter, @Nullable String cursor, int limit) {
            asked.add("list " + filter + " " + cursor + " " + limit);
            return new CursorPage<>(List.of(delivery(1, Delivery.State.DEAD)), "next");
        }

        @Override
        public Delivery replay(long id) {
            asked.add("replay " + id);
            return delivery(id, Delivery.State.PENDING);
        }

        @Override
        public BulkReplay replayAll(DeliveryFilter filter, int limit) {
            asked.add("replay all " + filter + " " + limit);
            return new BulkReplay(3, 4);
        }

        @Override
        public Delivery edit(long id, String payload, long expectedVersion) {
            asked.add("edit " + id + " " + payload + " " + expectedVersion);
            return delivery(id, Delivery.State.DEAD);
        }

        @Override
        public Delivery discard(long id, String reason) {
            asked.add("discard " + id + " " + reason);
            return delivery(id, Delivery.State.DISCARDED);
        }

        @Override
        public DeliveryFigures figures() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(AttachmentReference attachment) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void lists_dead_letters_without_payloads() throws Exception {
        CursorPage<DeliveryView> page = resource.list("lead", null, null, "c", null);
        assertThat(asked.get(0)).contains("state=DEAD, kind=lead").endsWith(" c 50");
        assertThat(page.nextCursor()).isEqualTo("next");
        JsonNode json = json(page.items().get(0));
        assertThat(json.path("payload").isNull() || json.path("payload").isMissingNode())
                .isTrue();
        assertThat(json.path("category").asText()).isEqualTo("REJECTED");
        assertThatThrownBy(() -> resource.list(null, null, null, null, 501)).isInstanceOf(Problem.class);
    }

    @Test
    void shows_one_with_its_payload_as_json() throws Exception {
        Response answer = resource.get(1);
        JsonNode json = json((DeliveryView) answer.getEntity());
        assertThat(answer.getHeaderString("ETag"))
                .isEqualTo("\"" + json.path("version").asLong() + "\"")
                .matches("\"\\d{10,16}\"");
        assertThat(json.path("payload").path("name").asText()).isEqualTo("Zoë");
        assertThat(json.path("attachments").get(0).path("name").asText()).isEqualTo("a.pdf");
        assertThatThrownBy(() -> resource.get(2)).hasMessageContaining("dead letter \"2\"");
        assertThatThrownBy(() -> resource.get(3)).hasMessageContaining("dead letter \"3\"");
    }

    @Test
    void gives_the_payload_to_the_letter() {
        Response answer = resource.payload(1);
        assertThat((byte[]) answer.getEntity()).asString(StandardCharsets.UTF_8).isEqualTo("{\"name\":\"Zoë\"}");
        assertThat(answer.getHeaderString("ETag")).isEqualTo(resource.get(1).getHeaderString("ETag"));
        assertThatThrownBy(() -> resource.payload(2)).hasMessageContaining("dead letter \"2\"");
    }

    @Test
    void changes_the_payload_that_was_seen_only() {
        DeadLettersResource.EditInput input = new DeadLettersResource.EditInput("{\"name\":\"Zoe\"}");
        assertThatThrownBy(() -> resource.edit(1, null, input)).hasMessageContaining("version");
        assertThatThrownBy(() -> resource.edit(1, "\"7\"", null)).hasMessageContaining("payload");
        resource.edit(1, "\"7\"", input);
        assertThat(asked).containsExactly("edit 1 {\"name\":\"Zoe\"} 7");
    }

    private static JsonNode json(DeliveryView view) throws Exception {
        JsonMapper mapper = JsonMapper.builder().findAndAddModules().build();
        return mapper.readTree(mapper.writerFor(DeliveryView.class).writeValueAsString(view));
    }

    @Test
    void discards_with_a_reason_only() {
        assertThatThrownBy(() -> resource.discard(1, null)).hasMessageContaining("reason");
        assertThatThrownBy(() -> resource.discard(1, new DeadLettersResource.DiscardInput(" ")))
                .hasMessageContaining("reason");
        resource.discard(1, new DeadLettersResource.DiscardInput("old"));
        assertThat(asked).containsExactly("discard 1 old");
    }

    @Test
    void replays_one_or_many() {
        assertThat(resource.replay(1).state()).isEqualTo(Delivery.State.PENDING);
        assertThat(resource.replayAll(null)).isEqualTo(new BulkReplay(3, 4));
        resource.replayAll(new DeadLettersResource.ReplayInput("lead", "crm", "lead/1", 7));
        assertThat(asked.get(1)).contains("state=DEAD, kind=null").endsWith(" 1000");
        assertThat(asked.get(2))
                .contains("kind=lead, adapter=crm, subject=lead/1")
                .endsWith(" 7");
    }

    @Test
    void every_operation_names_its_permission() {
        Stream.of(DeliveriesResource.class, DeadLettersResource.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .forEach(method -> assertThat(permission(method)).startsWith("deliveries:"));
    }

    private static String permission(Method method) {
        RequiresPermission required = method.getAnnotation(RequiresPermission.class);
        return required == null ? "none: " + method.getName() : required.value();
    }
}
