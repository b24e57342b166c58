package org.rostrum.reporting.render;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.export.HtmlExporter;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleHtmlExporterConfiguration;
import net.sf.jasperreports.export.SimpleHtmlExporterOutput;
import net.sf.jasperreports.export.SimpleHtmlReportConfiguration;

/** Writes the pages as one HTML file that needs nothing else: drawings are inside, nothing is fetched, nothing runs. */
final class HtmlFile {
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "he", "iw", "fa", "ur");

    private HtmlFile() {}

    static void write(JasperPrint print, String title, Locale locale, Path file) throws JRException, IOException {
        SimpleHtmlExporterConfiguration frame = new SimpleHtmlExporterConfiguration();
        String direction = RIGHT_TO_LEFT.contains(locale.getLanguage()) ? "rtl" : "ltr";
        frame.setHtmlHeader("<!DOCTYPE html>\n<html lang=\"" + escape(locale.toLanguageTag()) + "\">\n<head>\n"
                + "<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
                + "<title>" + escape(title) + "</title>\n"
                + "<style>body{margin:0;background:#e9edf0;font-family:'Noto Sans',system-ui,sans-serif}"
                // texts bring their own size; that of the page would only stretch their lines
                + ".page{width:595px;margin:24px auto;background:#fff;box-shadow:0 1px 4px rgba(0,0,0,.18);"
                + "font-size:1px;line-height:1}.page img{display:block}"
                + ".page a{color:inherit;text-decoration-color:#a9c3d6}"
                + "@media print{body{background:none}.page{margin:0;box-shadow:none;break-after:page}}"
                + "</style>\n</head>\n<body>\n<div class=\"page\" dir=\"ltr\" data-direction=\"" + direction + "\">\n");
        frame.setBetweenPagesHtml("</div>\n<div class=\"page\" dir=\"ltr\">\n");
        frame.setHtmlFooter("</div>\n</body>\n</html>\n");
        SimpleHtmlReportConfiguration look = new SimpleHtmlReportConfiguration();
        look.setEmbedImage(true);
        look.setAccessibleHtml(true);
        look.setWhitePageBackground(false);
        look.setRemoveEmptySpaceBetweenRows(false);
        look.setConvertSvgToImage(false);
        HtmlExporter exporter = new HtmlExporter();
        exporter.setConfiguration(frame);
        exporter.setConfiguration(look);
        exporter.setExporterInput(new SimpleExporterInput(print));
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            // a writer, not a file: with a file, fonts would be put beside it and linked
            exporter.setExporterOutput(new SimpleHtmlExporterOutput(out));
            exporter.exportReport();
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
