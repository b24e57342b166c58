package org.rostrum.reporting.render;

import java.io.OutputStream;
import java.nio.file.Path;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.SimplePdfExporterConfiguration;
import net.sf.jasperreports.pdf.classic.ClassicPdfProducer;
import net.sf.jasperreports.pdf.common.PdfDocumentWriter;
import net.sf.jasperreports.pdf.common.PdfProducer;
import org.rostrum.api.reporting.ReportRequest;

/**
 * Writes the pages as PDF, with bookmarks, language and what it is about. Without tags for screen readers: JasperReports
 * needs a changed OpenPDF for them that is not published where ours comes from.
 */
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
        configuration.setCompressed(true);
        JRPdfExporter exporter = new InLanguage(request.locale().toLanguageTag());
        exporter.setConfiguration(configuration);
        exporter.setExporterInput(new SimpleExporterInput(print));
        exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(file.toFile()));
        exporter.exportReport();
    }

    /** Names the language of the document, which the plain exporter does for tagged documents only. */
    private static final class InLanguage extends JRPdfExporter {
        private final String language;

        InLanguage(String language) {
            this.language = language;
        }

        @Override
        protected PdfProducer createPdfProducer() {
            return new ClassicPdfProducer(createPdfProducerContext()) {
                @Override
                public PdfDocumentWriter createWriter(OutputStream out) throws JRException {
                    PdfDocumentWriter writer = super.createWriter(out);
                    writer.setLanguage(language);
                    return writer;
                }
            };
        }
    }
}
