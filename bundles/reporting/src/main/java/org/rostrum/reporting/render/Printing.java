package org.rostrum.reporting.render;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.fill.JRSwapFileVirtualizer;
import net.sf.jasperreports.engine.util.JRLoader;
import net.sf.jasperreports.engine.util.JRSwapFile;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.spi.report.ReportContent;

/** Fills a template with the figures. Pages beyond a number wait in a file, so that a long report needs no more memory. */
final class Printing implements AutoCloseable {
    private static final int BLOCK = 8192;
    private static final int GROWTH = 128;

    private final JRSwapFileVirtualizer pages;
    private final JasperPrint print;

    /**
     * Must run, like everything that is done with the result, with the loader of the pack as context class loader.
     *
     * @param folder for pages that wait
     * @param pagesInMemory how many pages are held at once
     */
    Printing(ReportContent content, ReportRequest request, Path folder, int pagesInMemory, Watch watch)
            throws JRException, IOException {
        pages = new JRSwapFileVirtualizer(pagesInMemory, new JRSwapFile(folder.toString(), BLOCK, GROWTH), true);
        try {
            Map<String, Object> parameters = new HashMap<>(content.parameters());
            for (Map.Entry<String, URL> resource : content.resources().entrySet()) {
                parameters.put(resource.getKey(), load(resource.getValue()));
            }
            parameters.put(JRParameter.REPORT_LOCALE, request.locale());
            parameters.put(
                    JRParameter.REPORT_TIME_ZONE,
                    TimeZone.getTimeZone(request.period().zone()));
            parameters.put(JRParameter.REPORT_VIRTUALIZER, pages);
            JasperReport template = load(content.template());
            print = JasperFillManager.fillReport(
                    template, parameters, new WatchedRows(content.rows(), () -> watch.at("laying out the pages")));
            pages.setReadOnly(true);
        } catch (JRException | IOException | RuntimeException failure) {
            pages.cleanup();
            throw failure;
        }
    }

    private static JasperReport load(URL template) throws JRException, IOException {
        try (InputStream content = template.openStream()) {
            return (JasperReport) JRLoader.loadObject(content);
        }
    }

    JasperPrint print() {
        return print;
    }

    @Override
    public void close() {
        pages.cleanup();
    }
}
