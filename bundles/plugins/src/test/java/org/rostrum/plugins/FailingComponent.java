package org.rostrum.plugins;

/** Of a plugin whose component cannot be made. */
public final class FailingComponent {
    public FailingComponent() {
        throw new IllegalStateException("no tide today");
    }

    /** What a bundle says of it. */
    static String description(String name, String attributes, String elements) {
        return "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" immediate=\"true\" name=\"" + name
                + "\" " + attributes + "><implementation class=\"" + FailingComponent.class.getName() + "\"/>"
                + elements
                + "</scr:component>";
    }
}
