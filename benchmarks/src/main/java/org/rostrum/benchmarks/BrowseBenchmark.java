package org.rostrum.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rostrum.benchmarks.deployed.Browsing;
import org.rostrum.benchmarks.deployed.BrowsingActivator;

/** What signing in and rights cost those who read. */
final class BrowseBenchmark implements Benchmark {
    private static final int USERS = 200;
    private static final int ACCOUNTS = 10;
    private static final int ACTIVITIES = 1_000;
    private static final int ROUNDS = 5;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e6;
    private static final double P99 = 0.99;
    private static final int GOOD = 200;
    private static final double GOAL = 0.8;

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public String name() {
        return "browse";
    }

    @Override
    public String about() {
        return USERS + " signed-in users who look at the archive, beside the same page without access control";
    }

    @Override
    public String method() {
        return """
                Two operations of one resource, which a bundle brings: the 20 activities of an account that were archived last, of
                1,000 for each of 10 accounts (Derby). Guarded: by the session of one of 200 users, each of whom holds a role at
                one account; session, user, grants and tree are looked at for each request, and the service asks the gate. Open:
                without a session, and as the server itself. 200 requests are under way all the time, from one process on the same
                processors; whoever has an answer asks again. p99: the time that 99 of 100 requests take at most. Median of the
                rounds, open and guarded in turn, after a round of each that does not count.""";
    }

    /** What a round came to. */
    private record Round(double perSecond, double p99Millis) {}

    @Override
    public List<Line> run(Setup setup) throws IOException, InterruptedException {
        Path folder = setup.folder("browse").toAbsolutePath();
        int users = setup.size().of(10, USERS, USERS);
        Duration length = Duration.ofSeconds(setup.size().of(1, 10, 30));
        try (Server server = new Server(setup.product(), folder.resolve("data"))) {
            server.start();
            Client admin = new Client(server.url(), "admin", server.password());
            fill(admin, folder);
            deploy(admin, server, folder);
            List<String> cookies = signedIn(admin, server.url(), users);
            Setup.say("  " + users + " users are signed in");
            Samples[] rates = {new Samples(), new Samples()};
            Samples[] latest = {new Samples(), new Samples()};
            int rounds = setup.size().of(1, ROUNDS, ROUNDS);
            for (int round = 0; round <= rounds; round++) {
                for (int side = 0; side < 2; side++) {
                    Round measured = browse(server.url(), cookies, side == 0 ? "open" : "guarded", length);
                    if (round > 0) {
                        rates[side].add(measured.perSecond());
                        latest[side].add(measured.p99Millis());
                    }
                }
            }
            return List.of(
                    Line.ratio(
                            users + " users: requests",
                            Line.Figure.of("guarded", rates[1], "/s"),
                            Line.Figure.of("open", rates[0], "/s"),
                            Line.Goal.atLeast(GOAL)),
                    Line.ratio(
                            users + " users: p99",
                            Line.Figure.of("guarded", latest[1], "ms"),
                            Line.Figure.of("open", latest[0], "ms"),
                            Line.Goal.atMost(1 / GOAL)));
        }
    }

    private static String account(int number) {
        return "brand-" + number % ACCOUNTS;
    }

    private static void fill(Client admin, Path folder) throws IOException, InterruptedException {
        admin.post("accounts", Map.of("id", "acme", "name", "Acme"));
        for (int account = 0; account < ACCOUNTS; account++) {
            String id = account(account);
            admin.post("accounts", Map.of("id", id, "name", "Brand " + account, "parentId", "acme"));
            Path file = folder.resolve(id + ".jsonl");
            List<String> lines = new ArrayList<>();
            Instant time = Instant.parse("2026-01-01T00:00:00Z");
            for (int i = 0; i < ACTIVITIES; i++) {
                lines.add(
                        "{\"type\":\"Note\",\"id\":\"https://social.example/%s/%d\",\"attributedTo\":\"https://social.example/p%d\","
                                        .formatted(id, i, i % 100)
                                + "\"published\":\"%s\",\"content\":\"Message %d: where can I buy the blue one?\"}"
                                        .formatted(time.plusSeconds(60L * i), i));
            }
            Files.write(file, lines);
            String run = admin.upload("imports?fileName=" + id + ".jsonl&account=" + id, file)
                    .path("id")
                    .asText();
            admin.await(
                    "imports/" + run, answer -> answer.path("state").asText().equals("COMPLETED"));
        }
    }

    private void deploy(Client admin, Server server, Path folder) throws IOException, InterruptedException {
        Path draft = folder.resolve("browsing.draft");
        BundleJar.write(
                draft,
                "browsing",
                "1.0.0",
                BrowsingActivator.class,
                Map.of(
                        "Import-Package",
                        "org.osgi.framework,jakarta.ws.rs,jakarta.ws.rs.core,org.rostrum.api.archive,org.rostrum.api.activity,"
                                + "org.rostrum.api.paging,org.rostrum.api.security"),
                Browsing.class,
                Browsing.Row.class);
        Path jar = server.data().resolve("deploy/browsing.jar");
        Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
        admin.await("plugins", answer -> answer.toString().contains("\"ACTIVE\""));
        HttpRequest open =
                HttpRequest.newBuilder(address(server.url(), "open", 0)).build();
        while (http.send(open, HttpResponse.BodyHandlers.discarding()).statusCode() != GOOD) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static URI address(URI server, String operation, int user) {
        return server.resolve("/api/v1/browsing/" + operation + "?account=" + account(user));
    }

    /** Makes the users, has them replace their first passwords, and gives the cookies of their sessions. */
    private static List<String> signedIn(Client admin, URI server, int users) throws IOException, InterruptedException {
        List<String> cookies = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            String name = "reader-" + i;
            String first = admin.post("users", Map.of("name", name))
                    .path("oneTimePassword")
                    .asText();
            admin.post("grants", Map.of("user", name, "role", "viewer", "accountId", account(i)));
            Client user = new Client(server, name, first);
            String password = "reads every day " + i;
            user.put("users/" + name + "/password", Map.of("currentPassword", first, "newPassword", password));
            cookies.add(new Client(server, name, password).cookie());
        }
        return cookies;
    }

    private Round browse(URI server, List<String> cookies, String operation, Duration length)
            throws InterruptedException, IOException {
        Queue<Long> taken = new ConcurrentLinkedQueue<>();
        AtomicInteger failed = new AtomicInteger();
        long began = System.nanoTime();
        long end = began + length.toNanos();
        List<CompletableFuture<Void>> users = new ArrayList<>();
        for (int i = 0; i < cookies.size(); i++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address(server, operation, i));
            if (!operation.equals("open")) {
                request.header("Cookie", cookies.get(i));
            }
            CompletableFuture<Void> over = new CompletableFuture<>();
            users.add(over);
            ask(request.build(), end, taken, failed, over);
        }
        CompletableFuture.allOf(users.toArray(CompletableFuture[]::new)).join();
        double seconds = (System.nanoTime() - began) / NANOS;
        if (failed.get() > 0) {
            throw new IOException(failed.get() + " requests of " + operation + " failed");
        }
        long[] sorted = taken.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Round(
                sorted.length / seconds,
                sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * P99))] / MILLIS);
    }

    private void ask(
            HttpRequest request, long end, Queue<Long> taken, AtomicInteger failed, CompletableFuture<Void> over) {
        long began = System.nanoTime();
        if (began > end) {
            over.complete(null);
            return;
        }
        // its failures are counted here
        var unused = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .whenComplete((answer, failure) -> {
                    if (failure != null || answer.statusCode() != GOOD || answer.body().length < 2) {
                        failed.incrementAndGet();
                        over.complete(null);
                        return;
                    }
                    taken.add(System.nanoTime() - began);
                    ask(request, end, taken, failed, over);
                });
    }
}
