package org.rostrum.report.engagement;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.data.JRMapCollectionDataSource;
import net.sf.jasperreports.engine.util.JRLoader;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import org.rostrum.spi.report.ReportContent;

/** Fills and exports what the pack prepared, as the engine does. */
final class Rendering {
    private Rendering() {}

    static byte[] pdf(ReportContent content, String locale) {
        try {
            JRPdfExporter exporter = new JRPdfExporter();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            exporter.setExporterInput(new SimpleExporterInput(fill(content, locale)));
            exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(out));
            exporter.exportReport();
            return out.toByteArray();
        } catch (JRException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static JasperPrint fill(ReportContent content, String locale) {
        Map<String, Object> parameters = new HashMap<>(content.parameters());
        parameters.put(JRParameter.REPORT_LOCALE, Locale.forLanguageTag(locale));
        Collection<Map<String, ?>> rows = new ArrayList<>(List.copyOf(content.rows()));
        try (InputStream template = content.template().openStream()) {
            JasperReport report = (JasperReport) JRLoader.loadObject(template);
            return JasperFillManager.fillReport(report, parameters, new JRMapCollectionDataSource(rows));
        } catch (JRException | java.io.IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
