package org.rostrum.buildtools.jrxml;

import java.util.LinkedHashSet;
import java.util.Set;
import net.sf.jasperreports.engine.JRBoxContainer;
import net.sf.jasperreports.engine.JRConditionalStyle;
import net.sf.jasperreports.engine.JRElement;
import net.sf.jasperreports.engine.JRElementGroup;
import net.sf.jasperreports.engine.JRFrame;
import net.sf.jasperreports.engine.JRImageAlignment;
import net.sf.jasperreports.engine.JRLineBox;
import net.sf.jasperreports.engine.JRStyle;
import net.sf.jasperreports.engine.JRTextAlignment;
import net.sf.jasperreports.engine.design.JasperDesign;
import net.sf.jasperreports.engine.type.HorizontalImageAlignEnum;
import net.sf.jasperreports.engine.type.HorizontalTextAlignEnum;
import net.sf.jasperreports.engine.util.JRElementsVisitor;
import net.sf.jasperreports.engine.util.UniformElementVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Turns a template of one column round, as languages written from right to left want it: every element changes sides
 * within its band or frame, left-aligned text becomes right-aligned, padding changes sides.
 */
final class Mirror {
    private final int width;

    private Mirror(int width) {
        this.width = width;
    }

    static void turn(JasperDesign design) {
        Integer columns = design.getColumnCount();
        if (columns != null && columns > 1) {
            throw new IllegalArgumentException(design.getName() + ": only templates of one column can be mirrored");
        }
        JRStyle basis = design.getDefaultStyle();
        if (basis == null || basis.getOwnHorizontalTextAlign() == null) {
            throw new IllegalArgumentException(
                    design.getName() + ": needs a default style that states its hTextAlign, to be mirrored");
        }
        Mirror mirror = new Mirror(design.getColumnWidth());
        for (JRStyle style : design.getStylesList()) {
            mirror.turnStyle(style);
        }
        // An element is to be turned once, however often it is met.
        Set<JRElement> elements = new LinkedHashSet<>();
        JRElementsVisitor.visitReport(design, new UniformElementVisitor() {
            @Override
            protected void visitElement(JRElement element) {
                elements.add(element);
            }

            @Override
            public void visitElementGroup(JRElementGroup group) {
                // its elements are visited by themselves
            }
        });
        elements.forEach(mirror::turnElement);
    }

    private void turnStyle(JRStyle style) {
        style.setHorizontalTextAlign(turned(style.getOwnHorizontalTextAlign()));
        style.setHorizontalImageAlign(turned(style.getOwnHorizontalImageAlign()));
        turnBox(style.getLineBox());
        JRConditionalStyle[] conditionals = style.getConditionalStyles();
        if (conditionals != null) {
            for (JRStyle conditional : conditionals) {
                turnStyle(conditional);
            }
        }
    }

    private void turnElement(JRElement element) {
        JRElementGroup group = element.getElementGroup();
        int container = group instanceof JRFrame frame ? frame.getWidth() : width;
        element.setX(container - element.getX() - element.getWidth());
        if (element instanceof JRTextAlignment text) {
            text.setHorizontalTextAlign(turned(text.getOwnHorizontalTextAlign()));
        }
        if (element instanceof JRImageAlignment image) {
            image.setHorizontalImageAlign(turned(image.getOwnHorizontalImageAlign()));
        }
        if (element instanceof JRBoxContainer boxed) {
            turnBox(boxed.getLineBox());
        }
    }

    private static void turnBox(JRLineBox box) {
        Integer left = box.getOwnLeftPadding();
        box.setLeftPadding(box.getOwnRightPadding());
        box.setRightPadding(left);
    }

    private static @Nullable HorizontalTextAlignEnum turned(@Nullable HorizontalTextAlignEnum align) {
        if (align == null) {
            return null;
        }
        return switch (align) {
            case LEFT -> HorizontalTextAlignEnum.RIGHT;
            case RIGHT -> HorizontalTextAlignEnum.LEFT;
            case CENTER, JUSTIFIED -> align;
        };
    }

    private static @Nullable HorizontalImageAlignEnum turned(@Nullable HorizontalImageAlignEnum align) {
        if (align == null) {
            return null;
        }
        return switch (align) {
            case LEFT -> HorizontalImageAlignEnum.RIGHT;
            case RIGHT -> HorizontalImageAlignEnum.LEFT;
            case CENTER -> align;
        };
    }
}
