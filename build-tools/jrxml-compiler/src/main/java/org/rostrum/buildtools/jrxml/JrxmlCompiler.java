package org.rostrum.buildtools.jrxml;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRPropertiesUtil;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.design.JasperDesign;
import net.sf.jasperreports.engine.util.JRSaver;
import net.sf.jasperreports.engine.xml.JRXmlLoader;

/**
 * Compiles each {@code name.jrxml} of a folder into {@code name.jasper} and, mirrored for right-to-left languages,
 * {@code name-rtl.jasper}. The same source gives the same bytes.
 */
public final class JrxmlCompiler {
    private final Path source;
    private final Path target;

    public JrxmlCompiler(Path source, Path target) {
        this.source = source;
        this.target = target;
    }

    /** @param arguments folder with the jrxml files, folder for the compiled ones */
    public static void main(String[] arguments) throws IOException, JRException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("two arguments: folder of the jrxml files, folder of the compiled ones");
        }
        // Fonts come with the server; the compiler only needs them to warn about missing ones.
        JRPropertiesUtil.getInstance(DefaultJasperReportsContext.getInstance())
                .setProperty("net.sf.jasperreports.awt.ignore.missing.font", "true");
        PrintStream out = System.out;
        for (Path made : new JrxmlCompiler(Path.of(arguments[0]), Path.of(arguments[1])).compileAll()) {
            out.println("compiled " + made.getFileName());
        }
    }

    /** Compiles everything and returns what was written. */
    public List<Path> compileAll() throws IOException, JRException {
        Files.createDirectories(target);
        List<Path> templates;
        try (Stream<Path> files = Files.list(source)) {
            templates = files.filter(file -> file.getFileName().toString().endsWith(".jrxml"))
                    .sorted()
                    .toList();
        }
        if (templates.isEmpty()) {
            throw new IOException("no .jrxml file in " + source);
        }
        List<Path> made = new java.util.ArrayList<>();
        for (Path template : templates) {
            String name = template.getFileName().toString().replaceFirst("\\.jrxml$", "");
            made.add(compile(JRXmlLoader.load(template.toFile()), name));
            JasperDesign mirrored = JRXmlLoader.load(template.toFile());
            Mirror.turn(mirrored);
            made.add(compile(mirrored, name + "-rtl"));
        }
        return made;
    }

    private Path compile(JasperDesign design, String name) throws JRException {
        Path file = target.resolve(name + ".jasper");
        Identities.fix(design, name);
        JasperReport report = JasperCompileManager.compileReport(design);
        JRSaver.saveObject(report, file.toFile());
        return file;
    }
}
