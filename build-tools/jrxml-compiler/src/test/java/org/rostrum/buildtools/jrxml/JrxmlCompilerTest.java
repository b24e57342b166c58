package org.rostrum.buildtools.jrxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sf.jasperreports.engine.JRBand;
import net.sf.jasperreports.engine.JRElement;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRFrame;
import net.sf.jasperreports.engine.JRTextElement;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.type.HorizontalTextAlignEnum;
import net.sf.jasperreports.engine.util.JRLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JrxmlCompilerTest {
    private static final String TEMPLATE =
            """
            <jasperReport name="t" language="java" pageWidth="500" pageHeight="800" columnWidth="400" leftMargin="50"
                rightMargin="50" topMargin="10" bottomMargin="10">
              <style name="base" default="true" hTextAlign="Left"/>
              <style name="end" style="base" hTextAlign="Right"/>
              <field name="f" class="java.lang.String"/>
              <detail><band height="60">
                <element kind="textField" x="0" y="0" width="100" height="20">
                  <expression><![CDATA[$F{f} + "x"]]></expression>
                  <box leftPadding="3"/>
                </element>
                <element kind="textField" x="300" y="0" width="80" height="20" style="end">
                  <expression><![CDATA[$F{f}]]></expression>
                </element>
                <element kind="frame" x="100" y="20" width="200" height="40">
                  <element kind="staticText" x="10" y="0" width="50" height="20" hTextAlign="Center"><text>a</text></element>
                </element>
              </band></detail>
            </jasperReport>
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path source = Path.of("");

    @BeforeEach
    void writeTemplate() throws IOException {
        source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("t.jrxml"), TEMPLATE);
    }

    private static List<JRElement> elements(Path compiled) throws JRException {
        JasperReport report = (JasperReport) JRLoader.loadObject(compiled.toFile());
        JRBand band = report.getDetailSection().getBands()[0];
        return List.of(band.getElements());
    }

    private List<Path> compile(String target) throws IOException, JRException {
        return new JrxmlCompiler(source, folder.resolve(target)).compileAll();
    }

    @Test
    void compile_makesTheTemplateAndItsMirror() throws Exception {
        List<Path> made = compile("one");
        assertThat(made).extracting(path -> path.getFileName().toString()).containsExactly("t.jasper", "t-rtl.jasper");

        List<JRElement> plain = elements(made.get(0));
        List<JRElement> mirrored = elements(made.get(1));
        assertThat(plain).extracting(JRElement::getX).containsExactly(0, 300, 100);
        assertThat(mirrored).extracting(JRElement::getX).containsExactly(300, 20, 100);

        JRTextElement start = (JRTextElement) mirrored.get(0);
        assertThat(start.getHorizontalTextAlign()).isEqualTo(HorizontalTextAlignEnum.RIGHT);
        assertThat(start.getLineBox().getRightPadding()).isEqualTo(3);
        assertThat(((JRTextElement) plain.get(0)).getLineBox().getLeftPadding()).isEqualTo(3);
        assertThat(((JRTextElement) mirrored.get(1)).getHorizontalTextAlign()).isEqualTo(HorizontalTextAlignEnum.LEFT);

        JRTextElement inside = (JRTextElement) ((JRFrame) mirrored.get(2)).getElements()[0];
        assertThat(inside.getX()).isEqualTo(200 - 10 - 50);
        assertThat(inside.getHorizontalTextAlign()).isEqualTo(HorizontalTextAlignEnum.CENTER);
    }

    @Test
    void compile_ofTheSameSource_givesTheSameBytes() throws Exception {
        List<Path> once = compile("one");
        List<Path> again = compile("two");
        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i)).hasSameBinaryContentAs(once.get(i));
        }
    }

    @Test
    void compile_refusesWhatItCannotMirror() throws IOException {
        Files.writeString(source.resolve("t.jrxml"), TEMPLATE.replace(" default=\"true\"", ""));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> compile("one"))
                .withMessageContaining("default style");
    }

    @Test
    void compile_ofNothing_isAnError() throws IOException {
        Files.delete(source.resolve("t.jrxml"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> compile("one"))
                .withMessageContaining("no .jrxml");
    }

    @Test
    void compile_ofBrokenExpression_saysWhere() throws IOException {
        Files.writeString(source.resolve("t.jrxml"), TEMPLATE.replace("+ \"x\"", "+ "));
        assertThatExceptionOfType(JRException.class)
                .isThrownBy(() -> compile("one"))
                .withMessageContaining("report expressions");
    }
}
