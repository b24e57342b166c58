package org.rostrum.archive.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.archive.ResponseFigures;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.archive.ArchiveTables;
import org.rostrum.archive.JdbcArchive;
import org.rostrum.archive.JdbcEngagementFigures;
import org.rostrum.archive.verify.Verifier;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** What the resources make of the services; transport and permissions at the door are the web tier's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourcesTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private final TestDatabase test = TestDatabase.derby();
    private final ArchiveTables tables = new ArchiveTables(test.database());
    private final JdbcArchive archive = new JdbcArchive(
            tables, new Verifier(tables), FixedAccess.everything(), new ManualClock(NOON), new RecordingMetrics());
    private final ActivitiesResource activities = new ActivitiesResource(archive);
    private final ConversationsResource conversations = new ConversationsResource(archive);
    private final ContactsResource contacts = new ContactsResource(archive);
    private final FiguresResource whole =
            new FiguresResource(new JdbcEngagementFigures(tables, FixedAccess.everything()));

    @BeforeAll
    void fill() {
        Activity question = Activity.builder("1", Direction.INBOUND, new Actor("7", "ann", "Ann", null), NOON)
                .content("Wo ist mein Paket? 📦")
                .url(URI.create("https://example.org/1"))
                .attachments(List.of(new Attachment(URI.create("https://example.org/p.png"), "image/png", null)))
                .original(new Original("text/plain", "raw 1"))
                .build();
        Activity answer = Activity.builder(
                        "2", Direction.OUTBOUND, new Actor("acme", null, null, null), NOON.plusSeconds(90))
                .inReplyTo("1")
                .build();
        archive.append(new Intake(
                List.of(
                        new Intake.Entry("acme", "acme.x", "testnet", question),
                        new Intake.Entry("acme", "acme.x", "testnet", answer)),
                null));
    }

    @AfterAll
    void close() {
        test.close();
    }

    @Test
    void list_leavesTheOriginalOut_andKnowsTheFilters() {
        assertThat(activities
                        .list(null, null, null, null, null, null, null, null)
                        .items())
                .hasSize(2)
                .allSatisfy(view -> assertThat(view.original()).isNull());
        assertThat(activities
                        .list("acme", "acme.x", 1L, "inbound", "2026-03-10T13:00:00+01:00", null, null, 1)
                        .items())
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.networkId()).isEqualTo("1");
                    assertThat(view.attachments()).hasSize(1);
                    assertThat(view.url()).isEqualTo("https://example.org/1");
                });
        assertThat(activities
                        .list(null, null, null, null, null, "2026-03-10T12:00:00Z", null, null)
                        .items())
                .isEmpty();
        refused("direction", () -> activities.list(null, null, null, "sideways", null, null, null, null));
        refused("from", () -> activities.list(null, null, null, null, "yesterday", null, null, null));
        refused("limit", () -> activities.list(null, null, null, null, null, null, null, 501));
    }

    @Test
    void responses_countTheNamedAccounts_inThePeriod() {
        assertThat(whole.responses(List.of("acme", "nobody"), null, null))
                .isEqualTo(new ResponseFigures(1, 1, 90L, 90L));
        assertThat(whole.responses(List.of("nobody"), null, null)).isEqualTo(new ResponseFigures(0, 0, null, null));
        assertThat(whole.responses(List.of("acme"), "2026-03-11T00:00:00Z", null)
                        .conversations())
                .isZero();
        assertThat(whole.responses(List.of("acme"), null, "2026-03-11T00:00:00+01:00")
                        .conversations())
                .isEqualTo(1);
        refused("account", () -> whole.responses(null, null, null));
        refused("account", () -> whole.responses(List.of(), null, null));
        refused("from", () -> whole.responses(List.of("acme"), "yesterday", null));
        refused("to", () -> whole.responses(List.of("acme"), null, "2026-13-01T00:00:00Z"));
    }

    @Test
    void export_isALineOfJsonForEachActivity() throws IOException {
        StringBuilder lines = new StringBuilder();
        ActivitiesResource.lines(
                archive,
                ActivityFilter.ALL,
                bytes -> lines.append(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
        String[] all = lines.toString().split("\n", -1);
        assertThat(all).hasSize(3);
        assertThat(all[2]).isEmpty();
        JsonNode first = new ObjectMapper().readTree(all[0]);
        assertThat(first.path("sequence").asLong()).isEqualTo(1);
        assertThat(first.path("published").asText()).isEqualTo("2026-03-10T12:00:00Z");
        assertThat(first.path("content").asText()).isEqualTo("Wo ist mein Paket? 📦");
        assertThat(first.path("hash").asText()).hasSize(64);
        assertThat(first.has("original")).isFalse();
        assertThat(new ObjectMapper().readTree(all[1]).path("inReplyTo").asText())
                .isEqualTo("1");
    }

    @Test
    void conversations_sayHowLongTheAnswerTook() {
        assertThat(conversations.list("acme", null, false, null, null).items())
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.firstResponseSeconds()).isEqualTo(90);
                    assertThat(view.contactId()).isEqualTo(1);
                    assertThat(view.open()).isFalse();
                });
        assertThat(conversations.activities(1, null, null).items()).hasSize(2);
        assertThat(contacts.get(1).handle()).isEqualTo("ann");
        assertThat(contacts.list(null, null).items()).hasSize(1);
    }

    @Test
    void whatDoesNotExist_isNotFound() {
        for (Runnable call : List.<Runnable>of(
                () -> activities.get(99),
                () -> conversations.get(99),
                () -> conversations.activities(99, null, null),
                () -> contacts.get(99))) {
            assertThatThrownBy(call::run).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                    .isEqualTo(Problem.Kind.NOT_FOUND));
        }
    }

    @Test
    void everyOperation_namesItsPermission_andNothingChangesTheArchive() {
        for (Class<?> resource : List.of(
                ActivitiesResource.class, ConversationsResource.class, ContactsResource.class, ArchiveResource.class)) {
            for (Method method : resource.getDeclaredMethods()) {
                boolean reads = method.isAnnotationPresent(GET.class);
                boolean writes = method.isAnnotationPresent(POST.class);
                assertThat(method.isAnnotationPresent(PUT.class) || method.isAnnotationPresent(DELETE.class))
                        .isFalse();
                if (reads || writes) {
                    RequiresPermission permission = method.getAnnotation(RequiresPermission.class);
                    assertThat(permission).as("%s", method).isNotNull();
                    assertThat(permission.value())
                            .isIn(
                                    writes
                                            ? List.of("archive:verify")
                                            : List.of("archive:read", "archive:export", "archive:verify"));
                }
            }
        }
    }

    private static void refused(@Nullable String field, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.field())
                .isEqualTo(field));
    }
}
