package org.rostrum.reporting.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.spi.report.ReportContent.Label;
import org.rostrum.spi.report.ReportContent.Table;

class XlsxFileTest {
    private static String sheet(Path folder, Table table) throws IOException {
        Path file = folder.resolve("book.xlsx");
        XlsxFile.write(List.of(table), false, file);
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void sheet_hasFrozenHeadings_aFilterOverAllRows_andWidthsOfItsOwn(@TempDir Path folder) throws IOException {
        Table table = new Table(
                "Figures",
                List.of("Account", "Day", "Median"),
                List.of(
                        Arrays.asList("A brand with a name of some length", LocalDate.of(2026, 10, 1), null),
                        Arrays.asList("B", null, Duration.ofMinutes(5))));
        String sheet = sheet(folder, table);
        assertThat(sheet)
                .containsPattern("<pane [^>]*ySplit=\"1\"[^>]*state=\"frozen\"")
                .contains("<autoFilter ref=\"A1:C3\"")
                .containsPattern("<col min=\"1\" max=\"1\" width=\"3[5-9]");
    }

    @Test
    void sheet_withoutRows_hasNoFilter(@TempDir Path folder) throws IOException {
        assertThat(sheet(folder, new Table("Empty", List.of("Account"), List.of())))
                .doesNotContain("autoFilter");
    }

    @Test
    void sheet_isPrintedOnA4_asWideAsThePage(@TempDir Path folder) throws IOException {
        String narrow = sheet(folder, new Table("Few", List.of("Account", "Median"), List.of()));
        assertThat(narrow)
                .contains("<pageSetUpPr fitToPage=\"true\"")
                .containsPattern("<pageSetup [^>]*paperSize=\"9\"")
                .containsPattern("<pageSetup [^>]*orientation=\"portrait\"")
                .containsPattern("<pageSetup [^>]*fitToHeight=\"0\"")
                .containsPattern("<pageSetup [^>]*fitToWidth=\"1\"");
        String wide = sheet(folder, new Table("Many", List.of("a", "b", "c", "d", "e", "f", "g"), List.of()));
        assertThat(wide)
                .containsPattern("<pageSetup [^>]*paperSize=\"9\"")
                .containsPattern("<pageSetup [^>]*orientation=\"landscape\"");
    }

    @Test
    void sheet_withAnApostropheInItsName_doesNotBreakTheBook(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("book.xlsx");
        XlsxFile.write(List.of(new Table("L'année", List.of("a"), List.of(List.of(1L)))), false, file);
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile())) {
            assertThat(book.getFirstSheet().getName()).isEqualTo("L’année");
        }
    }

    @Test
    void label_isItsWords(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("book.xlsx");
        XlsxFile.write(
                List.of(new Table("Figures", List.of("Konto"), List.of(List.of(new Label("all", "Razem"))))),
                false,
                file);
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile())) {
            assertThat(book.getFirstSheet().read().get(1).getCellText(0)).isEqualTo("Razem");
        }
    }
}
