package org.rostrum.itests.outside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * A report as PDF.
 *
 * @param pages the lines of each page, in reading order, with single spaces
 * @param fonts whether each font is embedded
 */
record ReportText(List<List<String>> pages, Map<String, Boolean> fonts) {
    static ReportText read(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            List<List<String>> pages = new ArrayList<>();
            Map<String, Boolean> fonts = new LinkedHashMap<>();
            PDFTextStripper text = new PDFTextStripper();
            text.setSortByPosition(true);
            int number = 0;
            for (PDPage page : document.getPages()) {
                number++;
                text.setStartPage(number);
                text.setEndPage(number);
                pages.add(text.getText(document)
                        .lines()
                        .map(line -> line.replaceAll("\\s+", " ").strip())
                        .filter(line -> !line.isEmpty())
                        .toList());
                fonts(page.getResources(), fonts);
            }
            return new ReportText(pages, fonts);
        }
    }

    private static void fonts(PDResources resources, Map<String, Boolean> fonts) throws IOException {
        for (COSName name : resources.getFontNames()) {
            PDFont font = resources.getFont(name);
            fonts.put(font.getName(), font.isEmbedded());
        }
        for (COSName name : resources.getXObjectNames()) {
            PDXObject object = resources.getXObject(name);
            if (object instanceof PDFormXObject form && form.getResources() != null) {
                fonts(form.getResources(), fonts);
            }
        }
    }

    /** The line below the first line that reads so. */
    String below(int page, String line) {
        int at = pages.get(page).indexOf(line);
        if (at < 0) {
            throw new AssertionError("No line \"" + line + "\" on page " + (page + 1) + ": " + pages.get(page));
        }
        return pages.get(page).get(at + 1);
    }
}
