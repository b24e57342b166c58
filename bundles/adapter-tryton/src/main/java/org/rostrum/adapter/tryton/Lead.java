package org.rostrum.adapter.tryton;

import java.util.List;

/** What is written into Tryton for a lead. */
record Lead(String partyCode, String partyName, List<ContactMechanism> mechanisms, String description, String comment) {
    /** How a party is reached. */
    record ContactMechanism(String type, String value) {}
}
