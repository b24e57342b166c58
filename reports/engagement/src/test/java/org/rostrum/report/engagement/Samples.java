package org.rostrum.report.engagement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.reporting.Period;
import org.rostrum.api.reporting.PeriodKind;

/**
 * Writes sample reports into a folder, to be looked at: {@code Samples FOLDER [CONVERSATIONS.json]}, where the second is a
 * file of conversations as {@code connector-file} reads them.
 */
final class Samples {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private final Path folder;

    private Samples(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Samples samples = new Samples(Files.createDirectories(Path.of(arguments[0])));
        if (arguments.length > 1) {
            FakeWorld real = conversations(Path.of(arguments[1]));
            samples.write("real-en", real, null, real.all(ZoneOffset.UTC), "en");
            samples.write("real-small-en", real, "MicrosoftHelps", real.all(ZoneOffset.UTC), "en");
            samples.write("real-ar", real, null, real.all(ZoneOffset.UTC), "ar");
            samples.write("real-zh", real, null, real.all(ZoneOffset.UTC), "zh");
        }
        FakeWorld brands = brands(24);
        Period october = Period.containing(PeriodKind.MONTH, LocalDate.of(2026, 10, 5), WARSAW);
        for (String language : List.of("en", "en-GB", "pl", "cs", "it", "de", "zh", "ar")) {
            samples.write("october-" + language, brands, "group", october, language);
        }
        samples.write("one-account-en", brands, "b03", october, "en");
        samples.write("zero-en", new FakeWorld().account("acme", null, "Acme"), null, october, "en");
        Period quiet = Period.containing(PeriodKind.MONTH, LocalDate.of(2030, 1, 5), WARSAW);
        samples.write("quiet-ar", brands, "b03", quiet, "ar");
        samples.write(
                "day-de", brands, "group", Period.containing(PeriodKind.DAY, LocalDate.of(2026, 10, 25), WARSAW), "de");
        samples.write(
                "season-pl",
                brands,
                "group",
                Period.containing(PeriodKind.SEASON, LocalDate.of(2026, 10, 5), WARSAW),
                "pl");
        samples.write(
                "decade-en",
                brands,
                "group",
                new Period(LocalDate.of(2017, 1, 1), LocalDate.of(2027, 1, 1), WARSAW),
                "en");
        samples.write("300-accounts-en", brands(300), "group", october, "en");
    }

    static FakeWorld brands(int count) {
        String[] names = {
            "Northwind Outdoor",
            "Żółta Łódź Kraków",
            "Příliš žluťoučký kůň",
            "Caffè Perché",
            "Größe & Söhne",
            "北京小店",
            "متجر الرياض",
            "חנות תל אביב",
            "Ωmega Ελλάς",
            "Аквамарин Москва",
            "東京カメラ",
            "서울 가게",
            "A brand whose name is much longer than any sensible name of a brand in a table should ever be",
            "<b>Bold & \"quoted\"</b>",
            "Café ☕ Mixed שלום 你好",
            "Harbour",
            "Linden",
            "Meridian",
            "Orchard",
            "Pioneer",
            "Quarry",
            "Silent One",
            "Riverside",
            "Summit"
        };
        FakeWorld world = new FakeWorld()
                .account("group", null, "Harbour & Linden Group")
                .verified(new Archive.PastVerification(Instant.parse("2026-11-05T03:00:00Z"), true, 52_318));
        for (int i = 0; i < count; i++) {
            String id = String.format("b%02d", i);
            world.account(id, "group", i < names.length ? names[i] : "Franchise " + i);
            if (i % 24 != 21) {
                int size = 40 + (i * 37) % 300;
                world.chatter(
                        id, size, Instant.parse("2026-07-01T00:00:00Z"), Instant.parse("2026-11-05T00:00:00Z"), i);
                if (i < 5) {
                    world.chatter(
                            id, 500, Instant.parse("2016-01-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"), i);
                }
            }
        }
        return world;
    }

    static FakeWorld conversations(Path file) throws IOException {
        FakeWorld world = new FakeWorld().account("all", null, "Care desks of 24 companies");
        int told = 0;
        for (JsonNode record : new ObjectMapper().readTree(file.toFile())) {
            String company = record.path("dialogHeader").path("company").asText();
            world.account(company, "all", company);
            List<Instant> in = new ArrayList<>();
            List<Instant> out = new ArrayList<>();
            String contact = null;
            for (JsonNode entry : record.path("dialogContent")) {
                Instant at = Instant.parse(entry.path("datetime").asText());
                if (entry.has("client")) {
                    in.add(at);
                    contact = contact == null ? entry.path("client").asText() : contact;
                } else {
                    out.add(at);
                }
            }
            long snowflake =
                    Long.parseLong(record.path("agentURL").path("tweet_ID").asText());
            out.add(Instant.ofEpochMilli((snowflake >> 22) + 1288834974657L));
            if (!in.isEmpty() && contact != null) {
                in.sort(Comparator.naturalOrder());
                world.talk(company, contact, in, out);
                if (++told % 17 == 0) {
                    world.lead(company, in.get(0).toString());
                } else if (told % 4 == 0) {
                    world.ticket(company, in.get(0).toString());
                }
            }
        }
        return world;
    }

    private void write(String name, FakeWorld world, @Nullable String account, Period period, String locale)
            throws IOException {
        long start = System.nanoTime();
        byte[] pdf = Rendering.pdf(world.report(account, period, locale), locale);
        Files.write(folder.resolve(name + ".pdf"), pdf);
        System.out.println(name + ": " + pdf.length + " bytes, "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
    }
}
