package org.rostrum.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./rostrum demo} with a file of the reader's own, of which more must be known than it says. */
class OwnFileDemoIT {
    private static final Duration LONGEST = Duration.ofMinutes(4);

    @Test
    void table_isUnderstoodByItsOptions_andWhatIsNotIsKept(@TempDir Path folder) throws Exception {
        Launcher launcher = new Launcher(folder.resolve("var"));
        Path out = folder.resolve("out");
        Path table = Files.writeString(
                folder.resolve("export.csv"),
                """
                Nr;Wann;Wer;Was;Antwort auf
                1;02.11.2026 09:30;ann;Where can I buy the blue one?;
                2;02.11.2026 09:42;acme_help;In our shop, from Monday.;1
                3;02.11.2026 10:05;bob;Mine arrived broken. Can you help?;
                4;;bob;Without a time;
                """);

        Command ran = launcher.run(
                launcher.var().resolve("demo.log"),
                LONGEST,
                "demo",
                "--exit",
                "--input",
                table.toString(),
                "--out",
                out.toString(),
                "--format",
                "csv",
                "--option",
                "column.id=Nr",
                "--option",
                "column.time=Wann",
                "--option",
                "column.author=Wer",
                "--option",
                "column.text=Was",
                "--option",
                "column.inReplyTo=Antwort auf",
                "--option",
                "timeFormat=dd.MM.yyyy HH:mm",
                "--option",
                "zone=Europe/Warsaw",
                "--option",
                "ownActors=acme_help");

        assertThat(ran.exitCode()).as("%s", ran.output()).isZero();
        JsonNode summary = Rest.JSON.readTree(out.resolve("summary.json").toFile());
        assertThat(List.of("activities", "outbound", "accounts", "leads", "tickets", "rejected").stream()
                        .map(name -> summary.path(name).asInt()))
                .as("%s", summary)
                .containsExactly(3, 1, 1, 1, 1, 1);
        assertThat(summary.path("firstResponseMedianSeconds").asInt()).isEqualTo(12 * 60);
        List<String> rejected = Files.readAllLines(out.resolve("rejected.jsonl"));
        assertThat(rejected).hasSize(1);
        assertThat(Rest.JSON.readTree(rejected.get(0)).path("field").asText()).isEqualTo("Wann");
        assertThat(ran.output()).contains("rejected.jsonl", "over 1 account(s)");
    }

    @Test
    void optionThatIsWrong_endsTheDemo_namingIt(@TempDir Path folder) throws Exception {
        Launcher launcher = new Launcher(folder.resolve("var"));
        Path table = Files.writeString(folder.resolve("export.csv"), "id,text,author,time\n");

        Command ran = launcher.run(
                launcher.var().resolve("demo.log"),
                LONGEST,
                "demo",
                "--exit",
                "--input",
                table.toString(),
                "--option",
                "ownAuthors=x");

        assertThat(ran.exitCode()).isNotZero();
        assertThat(ran.output()).contains("no option \"ownAuthors\"", "ownActors");
        assertThat(launcher.servers()).isEmpty();
    }
}
