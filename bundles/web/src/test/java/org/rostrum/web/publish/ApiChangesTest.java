package org.rostrum.web.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rostrum.web.publish.ApiProblemsTest.problem;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/** Resources come and go while requests are made. */
class ApiChangesTest {
    /** Stays. */
    @Path("stays")
    @Produces("application/json")
    public static final class Stays {
        @GET
        @RequiresPermission("stays:read")
        public Map<String, String> read() {
            return Map.of("answer", "stays");
        }
    }

    /** Is replaced again and again; must not be called once it was told to end. */
    @Path("changes")
    @Produces("application/json")
    public static final class Changes {
        final AtomicBoolean ended = new AtomicBoolean();
        final AtomicInteger late = new AtomicInteger();

        @GET
        @Path("{id}")
        @RequiresPermission("changes:read")
        public Map<String, Integer> read(@PathParam("id") int id) throws InterruptedException {
            Thread.sleep(2);
            if (ended.get()) {
                late.incrementAndGet();
                throw new IllegalStateException("used after its end");
            }
            return Map.of("answer", id);
        }
    }

    /** Answers when it is told to. */
    @Path("slow")
    @Produces("application/json")
    public static final class Slow {
        final CountDownLatch inside = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        final CompletableFuture<AsyncResponse> suspended = new CompletableFuture<>();

        @GET
        @OpenToAnyone(reason = "A test.")
        public Map<String, String> read() throws InterruptedException {
            inside.countDown();
            go.await(20, TimeUnit.SECONDS);
            return Map.of("answer", "slow");
        }

        @GET
        @Path("async")
        @OpenToAnyone(reason = "A test.")
        public void readLater(@Suspended AsyncResponse response) {
            suspended.complete(response);
        }
    }

    /** Has a path that CXF cannot read. */
    @Path("unpublishable")
    public static final class Unpublishable {
        @GET
        @Path("{id: [}")
        @OpenToAnyone(reason = "A test.")
        public String read() {
            return "";
        }
    }

    @Test
    void twoHundredRedeploymentsUnderLoad_failNoRequest() throws Exception {
        try (ApiFixture api = new ApiFixture(Map.of("quietMillis", 5)).start(new Stays())) {
            Changes current = new Changes();
            long id = api.add(current);
            api.awaitResources(2);
            Queue<String> failures = new ConcurrentLinkedQueue<>();
            AtomicInteger answered = new AtomicInteger();
            AtomicBoolean stop = new AtomicBoolean();
            ExecutorService callers = Executors.newFixedThreadPool(8);
            try {
                List<? extends Future<?>> running = java.util.stream.IntStream.range(0, 8)
                        .mapToObj(number -> callers.submit(() -> {
                            for (int i = 0; !stop.get(); i++) {
                                String path = number < 4 ? "/stays" : "/changes/" + i;
                                HttpResponse<String> answer = api.get(path);
                                answered.incrementAndGet();
                                if (answer.statusCode() != 200) {
                                    failures.add(path + " " + answer.statusCode() + " " + answer.body());
                                }
                            }
                            return null;
                        }))
                        .toList();
                int late = 0;
                for (int deployment = 0; deployment < 200; deployment++) {
                    // as a bundle update does it: first the old one goes, then the new one comes
                    api.remove(id);
                    current.ended.set(true);
                    late += current.late.get();
                    current = new Changes();
                    id = api.add(current);
                    int seen = answered.get();
                    await().pollInterval(Duration.ofMillis(2)).until(() -> answered.get() > seen + 8);
                }
                stop.set(true);
                for (Future<?> one : running) {
                    one.get(20, TimeUnit.SECONDS);
                }
                assertThat(failures).isEmpty();
                assertThat(late).isZero();
                assertThat(answered.get()).isGreaterThan(1_600);
            } finally {
                stop.set(true);
                callers.shutdownNow();
            }
        }
    }

    @Test
    void requestInside_endsWithTheOldResource_andItsBundleWaitsForIt() throws Exception {
        try (ApiFixture api = new ApiFixture().start()) {
            Slow slow = new Slow();
            long id = api.add(slow);
            api.awaitResources(1);
            CompletableFuture<HttpResponse<String>> answer = inBackground(() -> api.get("/slow"));
            assertThat(slow.inside.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> removed = inBackground(() -> {
                api.remove(id);
                return true;
            });
            api.awaitResources(0);
            assertThat(removed).isNotDone();
            slow.go.countDown();
            assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("{\"answer\":\"slow\"}");
            removed.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void bundle_doesNotWaitLongerThanConfigured() throws Exception {
        try (ApiFixture api = new ApiFixture(Map.of("drainMillis", 100)).start()) {
            Slow slow = new Slow();
            long id = api.add(slow);
            api.awaitResources(1);
            CompletableFuture<HttpResponse<String>> answer = inBackground(() -> api.get("/slow"));
            assertThat(slow.inside.await(10, TimeUnit.SECONDS)).isTrue();
            long begin = System.nanoTime();
            api.remove(id);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(90), Duration.ofSeconds(5));
            slow.go.countDown();
            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void asynchronousAnswer_comesFromTheGenerationItBeganIn() throws Exception {
        try (ApiFixture api = new ApiFixture(Map.of("drainMillis", 100)).start()) {
            Slow slow = new Slow();
            long id = api.add(slow);
            api.awaitResources(1);
            CompletableFuture<HttpResponse<String>> answer = inBackground(() -> api.get("/slow/async"));
            AsyncResponse suspended = slow.suspended.get(10, TimeUnit.SECONDS);
            api.remove(id);
            api.add(new Stays());
            api.awaitResources(1);
            suspended.resume(Map.of("answer", "later"));
            assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("{\"answer\":\"later\"}");
        }
    }

    @Test
    void resourceThatDoesNotComeBack_is503First_then404() throws Exception {
        try (ApiFixture api =
                new ApiFixture(Map.of("replacementWaitMillis", 50, "graceSeconds", 5)).start(new Stays())) {
            long id = api.add(new Changes());
            api.awaitResources(2);
            api.remove(id);
            HttpResponse<String> answer = api.get("/changes/1");
            problem(answer, 503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> api.get("/changes/1").statusCode() == 404);
            assertThat(api.get("/stays").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void beforeTheFirstGeneration_everythingIs503() throws Exception {
        try (ApiFixture api = new ApiFixture(Map.of("quietMillis", 400))) {
            api.server
                    .with((jakarta.servlet.Servlet) api.framework.services().get(0), "/api/v1/*")
                    .start();
            HttpResponse<String> answer = api.get("/stays");
            problem(answer, 503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            api.add(new Stays());
            api.awaitResources(1);
        }
    }

    @Test
    void whileTheServerComesUp_whatIsNotThereIs503_andWhatIsThereAnswers() throws Exception {
        try (ApiFixture api = new ApiFixture()) {
            api.framework.startLevel(60);
            api.start(new Stays());
            problem(api.get("/changes/1"), 503);
            assertThat(api.get("/openapi.json").statusCode()).isEqualTo(200);
            api.framework.startLevel(100);
            api.framework.featuresDone(false);
            problem(api.get("/changes/1"), 503);
            api.framework.featuresDone(true);
            problem(api.get("/changes/1"), 404);
        }
    }

    @Test
    void resourceThatCannotBePublished_isLeftOut_andTheOthersAreServed() throws Exception {
        try (ApiFixture api = new ApiFixture().start(new Stays())) {
            api.add(new Unpublishable());
            api.add(new Object());
            api.add(new Changes());
            api.awaitResources(2);
            assertThat(api.get("/changes/1").statusCode()).isEqualTo(200);
            assertThat(api.get("/stays").statusCode()).isEqualTo(200);
            assertThat(api.publisher.status().defects())
                    .hasSize(2)
                    .anyMatch(defect -> defect.contains("Unpublishable"))
                    .anyMatch(defect -> defect.contains("no @Path"));
        }
    }

    private interface Call<T> {
        T make() throws Exception;
    }

    private static <T> CompletableFuture<T> inBackground(Call<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(call.make());
            } catch (Exception failure) {
                result.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
