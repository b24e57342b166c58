package org.rostrum.reporting.render;

import java.nio.file.Path;
import org.rostrum.api.reporting.ReportFormat;

/**
 * A file of a report, not stored yet.
 *
 * @param pages of the PDF; 0 for formats without pages
 * @param sha256 lower-case hexadecimal
 */
public record RenderedFile(ReportFormat format, String fileName, Path path, long bytes, int pages, String sha256) {}
