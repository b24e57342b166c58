package org.rostrum.buildtools.jrxml;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.sf.jasperreports.engine.JRElement;
import net.sf.jasperreports.engine.JRElementGroup;
import net.sf.jasperreports.engine.design.JRDesignDataset;
import net.sf.jasperreports.engine.design.JRDesignElement;
import net.sf.jasperreports.engine.design.JasperDesign;
import net.sf.jasperreports.engine.util.JRElementsVisitor;
import net.sf.jasperreports.engine.util.UniformElementVisitor;

/** Gives the parts of a template identities made of its name and their place; left alone they get random ones. */
final class Identities extends UniformElementVisitor {
    private final String template;
    private int place;

    private Identities(String template) {
        this.template = template;
    }

    static void fix(JasperDesign design, String name) {
        Identities identities = new Identities(name);
        if (design.getMainDataset() instanceof JRDesignDataset dataset) {
            dataset.setUUID(identities.next());
        }
        JRElementsVisitor.visitReport(design, identities);
    }

    private UUID next() {
        return UUID.nameUUIDFromBytes((template + "/" + place++).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void visitElement(JRElement element) {
        if (element instanceof JRDesignElement designed) {
            designed.setUUID(next());
        }
    }

    @Override
    public void visitElementGroup(JRElementGroup group) {
        // its elements are visited by themselves
    }
}
