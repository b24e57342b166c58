package org.rostrum.buildtools.bill;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Licences by their SPDX ids: the same one has a dozen names in POMs. */
final class Licence {

    private record Rule(Pattern words, String id) {}

    /** First match wins; read over name and address, in lower case. */
    private static final List<Rule> RULES = List.of(
            rule("\\bgpl.*(classpath|cpe)|(classpath|cpe).*gpl", "GPL-2.0-only WITH Classpath-exception-2.0"),
            rule("\\blgpl|lesser general public", "LGPL-2.1-or-later"),
            rule("\\bagpl|affero", "AGPL-3.0-only"),
            rule("\\bgpl|general public", "GPL-2.0-or-later"),
            rule("\\bepl.?2|eclipse public license.*2\\.0|epl-v20", "EPL-2.0"),
            rule("\\bepl|eclipse public license", "EPL-1.0"),
            rule("\\bedl|eclipse distribution license|org/documents/edl", "BSD-3-Clause"),
            rule("\\bcddl.*1\\.1|\\bcddl\\+gpl.*1\\.1|\\bcddl1\\.1", "CDDL-1.1"),
            rule("\\bcddl|common development and distribution", "CDDL-1.0"),
            rule("\\bmpl.?1\\.1|mozilla public license.*1\\.1", "MPL-1.1"),
            rule("\\bmpl|mozilla public license", "MPL-2.0"),
            rule("similar to apache license", "LicenseRef-JDOM"),
            rule("bouncy", "LicenseRef-Bouncy-Castle"),
            rule("apache|\\basl.?2", "Apache-2.0"),
            rule("mit-0|mit no attribution", "MIT-0"),
            rule("\\bmit\\b|mit-license", "MIT"),
            rule("bsd.{0,2}2|2.clause|simplified bsd", "BSD-2-Clause"),
            rule("bsd", "BSD-3-Clause"),
            rule("cc0|public domain", "CC0-1.0"),
            rule("postgresql", "PostgreSQL"),
            rule("unicode|icu", "Unicode-3.0"),
            rule("open font|\\bofl", "OFL-1.1"),
            rule("\\bw3c", "W3C"));

    private Licence() {}

    private static Rule rule(String words, String id) {
        return new Rule(Pattern.compile(words), id);
    }

    /**
     * The ids in a Bundle-License header: addresses or names with commas between them, each with parameters after semicolons.
     *
     * @return empty when it tells nothing
     */
    static List<String> idsOfHeader(String header) {
        if (header.isBlank() || header.equals("<<EXTERNAL>>")) {
            return List.of();
        }
        return Stream.of(header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
                .map(clause -> idOf(clause, "").orElse(clause.strip()))
                .distinct()
                .toList();
    }

    /**
     * The id of a licence as a POM tells of it.
     *
     * @return empty when it is not known here
     */
    static Optional<String> idOf(String name, String address) {
        String text = (name + " " + address).toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> rule.words().matcher(text).find())
                .map(Rule::id)
                .findFirst();
    }
}
