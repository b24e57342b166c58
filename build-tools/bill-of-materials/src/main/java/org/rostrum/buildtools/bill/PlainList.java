package org.rostrum.buildtools.bill;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The list for people: works of others by licence. */
final class PlainList {

    private PlainList() {}

    static String text(String product, String ownGroup, List<Part> parts) {
        var byLicence = new TreeMap<String, TreeSet<String>>();
        for (Part part : parts) {
            if (!part.coordinates().group().equals(ownGroup)) {
                byLicence
                        .computeIfAbsent(String.join(" or ", part.licences()), licence -> new TreeSet<>())
                        .add(line(part));
            }
        }
        var text = new StringBuilder("Works of others in " + product
                + ", by licence. Their licence and notice files are inside the jars that are named here.\n"
                + "Where each one is: bill-of-materials.cdx.json beside this file (CycloneDX).\n");
        byLicence.forEach((licence, lines) -> {
            text.append('\n').append(licence).append("\n\n");
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        });
        return text.toString();
    }

    private static String line(Part part) {
        return part.coordinates()
                + (part.title().isEmpty() ? "" : ", " + part.title())
                + (part.address().isEmpty() ? "" : ", " + part.address());
    }
}
