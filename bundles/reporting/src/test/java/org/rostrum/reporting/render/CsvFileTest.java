package org.rostrum.reporting.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.spi.report.ReportContent.Label;
import org.rostrum.spi.report.ReportContent.Table;

class CsvFileTest {
    private static String csv(Path folder, Table table) throws IOException {
        Path file = folder.resolve("report.csv");
        CsvFile.write(List.of(table), file);
        return Files.readString(file);
    }

    @Test
    void file_hasTheKeys_andNoWordsOfTheLanguage(@TempDir Path folder) throws IOException {
        Table table = new Table(
                "Podsumowanie",
                List.of("Wskaźnik", "Ten okres", "Poprzedni okres"),
                List.of(List.of(
                        new Label("first_response_median_seconds", "Mediana"),
                        Duration.ofMinutes(90),
                        new Label("", "—"))),
                "summary",
                List.of("figure", "this_period", "period_before"));
        assertThat(csv(folder, table))
                .isEqualTo("\uFEFFtable,row,column,value\r\n"
                        + "summary,1,figure,first_response_median_seconds\r\n"
                        + "summary,1,this_period,5400\r\n");
    }

    @Test
    void file_ofATableWithoutKeys_hasItsWords_andSaysTheUnitOfSpans(@TempDir Path folder) throws IOException {
        Table table = new Table("Times", List.of("Brand", "Wait"), List.of(List.of("Acme", Duration.ofMinutes(2))));
        assertThat(csv(folder, table)).contains("Times,1,Brand,Acme\r\n", "Times,1,Wait (seconds),120\r\n");
    }

    @Test
    void table_needsAKeyForEachColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("Times", List.of("Brand", "Wait"), List.of(), "times", List.of("brand")))
                .withMessageContaining("columnKeys");
    }
}
