package org.rostrum.reporting.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRRuntimeException;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.api.reporting.ReportRequest;
import org.rostrum.spi.report.ReportContent;

/** Makes the files of a report in a folder of its own; holds no connection and no transaction. */
public final class Renderer {
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "he", "iw", "fa", "ur");

    private final int pagesInMemory;

    public Renderer(int pagesInMemory) {
        this.pagesInMemory = pagesInMemory;
    }

    /** Files in a folder that goes when they are closed. */
    public record Rendered(Path folder, List<RenderedFile> files) implements AutoCloseable {
        public Rendered {
            files = List.copyOf(files);
        }

        @Override
        public void close() throws IOException {
            remove(folder);
        }
    }

    /**
     * @param loader finds the classes of JasperReports and of the pack
     * @throws ReportFailure when the template or the figures are no good
     * @throws RenderingStopped when the watch says so
     */
    public Rendered render(ReportContent content, ReportRequest request, ClassLoader loader, Watch watch)
            throws IOException, ReportFailure {
        Path folder = Files.createTempDirectory("rostrum-report");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        boolean done = false;
        try {
            thread.setContextClassLoader(loader);
            Rendered rendered = new Rendered(folder, files(content, request, folder, watch));
            done = true;
            return rendered;
        } catch (JRException | JRRuntimeException failure) {
            if (failure.getCause() instanceof RenderingStopped stopped) {
                throw stopped;
            }
            throw new ReportFailure("The report could not be laid out: " + failure.getMessage(), failure);
        } finally {
            CompiledClasses.forget();
            thread.setContextClassLoader(before);
            if (!done) {
                remove(folder);
            }
        }
    }

    private List<RenderedFile> files(ReportContent content, ReportRequest request, Path folder, Watch watch)
            throws IOException, JRException {
        List<RenderedFile> files = new ArrayList<>();
        Set<ReportFormat> formats = request.formats();
        if (formats.contains(ReportFormat.PDF) || formats.contains(ReportFormat.HTML)) {
            try (Printing printing = new Printing(content, request, folder, pagesInMemory, watch)) {
                if (formats.contains(ReportFormat.PDF)) {
                    watch.at("writing PDF");
                    Path file = folder.resolve("report.pdf");
                    PdfFile.write(printing.print(), content.title(), request, file);
                    files.add(file(
                            ReportFormat.PDF,
                            request,
                            file,
                            printing.print().getPages().size()));
                }
                if (formats.contains(ReportFormat.HTML)) {
                    watch.at("writing HTML");
                    Path file = folder.resolve("report.html");
                    HtmlFile.write(printing.print(), content.title(), request.locale(), file);
                    files.add(file(ReportFormat.HTML, request, file, 0));
                }
            }
        }
        if (formats.contains(ReportFormat.XLSX)) {
            watch.at("writing XLSX");
            Path file = folder.resolve("report.xlsx");
            XlsxFile.write(
                    content.tables(), RIGHT_TO_LEFT.contains(request.locale().getLanguage()), file);
            files.add(file(ReportFormat.XLSX, request, file, 0));
        }
        if (formats.contains(ReportFormat.CSV)) {
            watch.at("writing CSV");
            Path file = folder.resolve("report.csv");
            CsvFile.write(content.tables(), file);
            files.add(file(ReportFormat.CSV, request, file, 0));
        }
        files.sort(Comparator.comparing(RenderedFile::format));
        return files;
    }

    private static RenderedFile file(ReportFormat format, ReportRequest request, Path file, int pages)
            throws IOException {
        return new RenderedFile(format, name(request, format), file, Files.size(file), pages, sha256(file));
    }

    /** Such as {@code engagement-acme-2026-10-01-2026-10-31.pdf}: nothing that a file system or mail program minds. */
    private static String name(ReportRequest request, ReportFormat format) {
        String account = request.accountId() == null ? "" : "-" + request.accountId();
        return (request.report() + account).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-") + "-"
                + request.period().from() + "-" + request.period().to().minusDays(1) + "." + format.extension();
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
