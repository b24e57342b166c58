package org.rostrum.reporting.render;

import java.nio.file.Path;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.SimplePdfExporterConfiguration;
import org.rostrum.api.reporting.ReportRequest;

/** Writes the pages as PDF: with bookmarks, with tags that screen readers follow, and with what it is about. */
final class PdfFile {
    private PdfFile() {}

    static void write(JasperPrint print, String title, ReportRequest request, Path file) throws JRException {
        SimplePdfExporterConfiguration configuration = new SimplePdfExporterConfiguration();
        configuration.setMetadataTitle(title);
        configuration.setDisplayMetadataTitle(true);
        configuration.setMetadataAuthor("Rostrum");
        configuration.setMetadataCreator("Rostrum");
        configuration.setMetadataSubject(request.report() + ", "
                + request.period().from() + " – " + request.period().to().minusDays(1));
        configuration.setTagged(true);
        configuration.setTagLanguage(request.locale().toLanguageTag());
        configuration.setCompressed(true);
        JRPdfExporter exporter = new JRPdfExporter();
        exporter.setConfiguration(configuration);
        exporter.setExporterInput(new SimpleExporterInput(print));
        exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(file.toFile()));
        exporter.exportReport();
    }
}
