package org.rostrum.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The main job from end to end: real posts in, archived, routed, delivered, and a report in a manager's mailbox. Uses the
 * public REST API alone, as anybody could.
 */
public final class Demo {
    private static final String PARENT = "companies";
    private static final String MANAGER = "manager@companies.example";
    private static final String EXCERPT = "/care-conversations-excerpt.json";

    private final Arguments arguments;
    private final Rostrum rostrum;

    private Demo(Arguments arguments) {
        this.arguments = arguments;
        this.rostrum = new Rostrum(arguments.url());
    }

    public static void main(String... arguments) throws InterruptedException {
        try {
            new Demo(Arguments.parse(arguments)).run();
        } catch (IllegalArgumentException | IOException | MessagingException failure) {
            System.err.println("demo: " + failure.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException, MessagingException {
        Files.createDirectories(arguments.out());
        rostrum.signIn(
                arguments.user(), Files.readString(arguments.passwordFile()).strip());
        rostrum.post("accounts", Map.of("id", PARENT, "name", "All companies", "zone", "UTC"));
        JsonNode imported = importFile();
        long archived = rostrum.get("archive/totals").path("activities").asLong();
        say("Routing " + archived + " activities to sales and support");
        rostrum.await(
                "routing",
                "routing-rules/progress",
                Duration.ofMinutes(5),
                progress -> progress.path("routedUpTo").asLong() >= archived);
        for (String state : List.of("PENDING", "SENDING")) {
            rostrum.await(
                    "deliveries", "deliveries?limit=1&state=" + state, Duration.ofMinutes(5), page -> page.path("items")
                            .isEmpty());
        }
        copyTables();
        say("Verifying the archive");
        boolean verified = verify();
        JsonNode run = report();
        Summary summary = summary(imported, run, verified);
        Path file = arguments.out().resolve("summary.json");
        Rostrum.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), summary);
        say("\n" + summary.text());
        say("  Files: " + arguments.out());
        if (!verified) {
            throw new IOException("The archive did not verify");
        }
    }

    private JsonNode importFile() throws IOException, InterruptedException {
        Path input = arguments.input();
        String name = input == null ? EXCERPT.substring(1) : String.valueOf(input.getFileName());
        say("Importing " + name);
        StringBuilder path = new StringBuilder("imports?accountPerSource=true&account=" + PARENT);
        path.append("&fileName=").append(encoded(name));
        if (arguments.format() != null) {
            path.append("&format=").append(encoded(arguments.format()));
        }
        arguments.options().forEach((option, value) -> path.append("&option.")
                .append(encoded(option))
                .append('=')
                .append(encoded(value)));
        JsonNode started = rostrum.upload(path.toString(), () -> open(input));
        JsonNode ended = rostrum.await(
                "the import",
                "imports/" + started.path("id").asLong(),
                Duration.ofMinutes(30),
                run -> run.hasNonNull("finished"));
        say("  " + ended.path("records").asLong() + " records: "
                + ended.path("stored").asLong() + " activities stored, "
                + ended.path("duplicates").asLong() + " duplicates, "
                + ended.path("rejected").asLong()
                + " rejected");
        keepRejected(ended);
        if (!ended.path("state").asText().equals("COMPLETED")) {
            throw new IOException("The import ended " + ended.path("state").asText() + ": "
                    + ended.path("message").asText());
        }
        return ended;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What was set aside, a record a line, with the reason. */
    private void keepRejected(JsonNode ended) throws IOException, InterruptedException {
        Path file = arguments.out().resolve("rejected.jsonl");
        if (ended.path("rejected").asLong() == 0) {
            Files.deleteIfExists(file);
            return;
        }
        Files.write(file, rostrum.bytes("imports/" + ended.path("id").asLong() + "/rejections"));
        say("  What was rejected, and why: " + file);
    }

    private static InputStream open(@Nullable Path input) {
        try {
            return input == null
                    ? Objects.requireNonNull(Demo.class.getResourceAsStream(EXCERPT), EXCERPT)
                    : Files.newInputStream(input);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the CSV adapter has written, by time: there it is in the order of delivery. */
    private void copyTables() throws IOException {
        for (String table : List.of("leads.csv", "tickets.csv")) {
            Path written = arguments.dataFolder().resolve("csv").resolve(table);
            if (Files.exists(written)) {
                Files.writeString(arguments.out().resolve(table), Tables.byTime(Files.readString(written)));
            } else {
                Files.deleteIfExists(arguments.out().resolve(table));
                say("  (no " + table + ": nothing of that kind was found)");
            }
        }
    }

    private JsonNode report() throws IOException, InterruptedException, MessagingException {
        say("Scheduling the engagement report for " + MANAGER);
        JsonNode schedule = rostrum.post(
                "report-schedules",
                Map.of(
                        "name", "Engagement, whole span",
                        "report", "engagement",
                        "accountId", PARENT,
                        "recurrence", Map.of("frequency", "ONCE_NOW", "time", "00:00", "zone", "UTC"),
                        "period", "ALL",
                        "locale", "en",
                        "formats", List.of("PDF", "XLSX"),
                        "recipients", List.of(MANAGER),
                        "owner", "admin@companies.example"));
        JsonNode runs = rostrum.await(
                "the report",
                "report-runs?scheduleId=" + schedule.path("id").asLong(),
                Duration.ofMinutes(10),
                page -> page.path("items").path(0).hasNonNull("finished"));
        JsonNode run = runs.path("items").path(0);
        if (!run.path("state").asText().equals("COMPLETED")) {
            throw new IOException("The report ended " + run.path("state").asText() + ": "
                    + run.path("message").asText());
        }
        Mailbox.Mail mail = new Mailbox(arguments.dataFolder().resolve("caught-mail"))
                .await(MANAGER, arguments.out(), Duration.ofMinutes(2));
        say("  Mail \"" + mail.subject() + "\" with " + mail.attachments().size() + " files");
        say(mail.text().indent(4).stripTrailing());
        return run;
    }

    private boolean verify() throws IOException, InterruptedException {
        JsonNode started = rostrum.post("archive/verifications", Map.of());
        return rostrum.await(
                        "the verification",
                        "archive/verifications/" + started.path("id").asText(),
                        Duration.ofMinutes(30),
                        verification -> verification.hasNonNull("finished"))
                .path("result")
                .path("intact")
                .asBoolean();
    }

    private Summary summary(JsonNode imported, JsonNode run, boolean verified)
            throws IOException, InterruptedException {
        JsonNode totals = rostrum.get("archive/totals");
        if (totals.path("outbound").asLong() == 0 && arguments.options().isEmpty()) {
            say("  Nothing in the file was said by you. If something was, say who you are: --option ownActors=NAME,NAME"
                    + " (docs/imports.md tells of all options)");
        }
        JsonNode children = rostrum.get("accounts/" + PARENT + "/children");
        StringBuilder accounts = new StringBuilder("account=" + PARENT);
        children.forEach(
                child -> accounts.append("&account=").append(child.path("id").asText()));
        JsonNode responses = rostrum.get("archive/responses?" + accounts);
        int pages = 0;
        for (JsonNode output : run.path("outputs")) {
            if (output.path("format").asText().equals("PDF")) {
                pages = output.path("pages").asInt();
            }
        }
        return new Summary(
                totals.path("activities").asLong(),
                totals.path("inbound").asLong(),
                totals.path("outbound").asLong(),
                totals.path("conversations").asLong(),
                totals.path("contacts").asLong(),
                // where the file names no companies, all of it is one account's
                Math.max(1, children.size()),
                rostrum.get("routing-rules/progress").path("leads").asLong(),
                rostrum.get("routing-rules/progress").path("tickets").asLong(),
                imported.path("rejected").asLong(),
                imported.path("duplicates").asLong(),
                optional(responses.path("medianSeconds")),
                optional(responses.path("p90Seconds")),
                pages,
                "engagement.pdf",
                verified);
    }

    private static @Nullable Long optional(JsonNode number) {
        return number.isNumber() ? number.asLong() : null;
    }

    @SuppressWarnings("SystemOut") // what a command says to the person who called it
    private static void say(String line) {
        System.out.println(line);
    }
}
