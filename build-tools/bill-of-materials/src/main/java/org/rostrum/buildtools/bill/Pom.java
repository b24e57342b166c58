package org.rostrum.buildtools.bill;

import java.util.List;

/**
 * What a POM, or what it inherits from, tells about a part.
 *
 * @param name for people, or empty
 * @param address home page, or empty
 * @param licences SPDX ids; a licence that is not known here keeps its name, and is in no list of allowed ones
 */
record Pom(String name, String address, List<String> licences) {

    static final Pom NONE = new Pom("", "", List.of());

    Pom {
        licences = List.copyOf(licences);
    }

    /** This one, with what it lacks taken from another; a name is not inherited. */
    Pom or(Pom parent) {
        return new Pom(
                name,
                address.isEmpty() ? parent.address() : address,
                licences.isEmpty() ? parent.licences() : licences);
    }
}
