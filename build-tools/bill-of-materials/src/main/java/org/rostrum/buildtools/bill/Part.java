package org.rostrum.buildtools.bill;

import java.util.List;

/**
 * A work of others, or of ours, in the distribution.
 *
 * @param coordinates of a font: group {@code font}, artifact the file name, no version
 * @param title name for people
 * @param address home page, or empty
 * @param licences SPDX ids; more than one means that one of them may be chosen
 * @param places where it is, at least one
 * @param sha256 digest of the file
 */
record Part(
        Coordinates coordinates,
        String title,
        String address,
        List<String> licences,
        List<String> places,
        String sha256) {

    Part {
        licences = List.copyOf(licences);
        places = List.copyOf(places);
    }

    boolean isFont() {
        return coordinates.group().equals("font");
    }
}
